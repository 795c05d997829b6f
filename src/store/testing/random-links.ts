import type { Comment } from '../../core/discussion/discussion.ts';
import { DOCUMENT_STATUSES } from '../../core/project/records.ts';
import { VERDICT_DECISIONS } from '../../core/review/verdict.ts';
import { pick, type World } from './random-world.ts';
import {
  newAssignment,
  newComment,
  newDocumentCode,
  newEntity,
  newMemo,
  newProgress,
  newRelation,
  newRelationVerdict,
  newVerdict,
} from './scratch.ts';

function relations({ tx }: World) {
  return tx.relationPage({ limit: 1_000 });
}

/** A record that can be discussed. */
function commented({
  annotation,
  document,
  code,
  other,
}: World): Pick<Comment, 'targetKind' | 'targetId'> | undefined {
  const targets = [
    annotation && { targetKind: 'annotation' as const, targetId: annotation.id },
    document && { targetKind: 'document' as const, targetId: document.id },
    code && { targetKind: 'code' as const, targetId: code.id },
  ].filter((target) => target !== undefined);
  return pick(targets, other);
}

function comment(world: World): Comment | undefined {
  return pick([...world.tx.everyComment()], world.choice);
}

function head(world: World): Comment | undefined {
  const found = comment(world);
  return found && world.tx.comment(found.threadId);
}

function describeMemoTarget({ tx, document, code, choice }: World) {
  const entity = pick(tx.entities(), choice);
  const targets = [
    { kind: 'project' as const, id: tx.project().id },
    document && { kind: 'document' as const, id: document.id },
    code && { kind: 'code' as const, id: code.id },
    entity && { kind: 'entity' as const, id: entity.id },
  ].filter((target) => target !== undefined);
  return pick(targets, choice) ?? { kind: 'project' as const, id: tx.project().id };
}

/** What a user might do to entities, relations, codes of documents, discussions, memos and progress. */
export const linkActions: Readonly<Record<string, (world: World) => void>> = {
  'create entity': ({ tx, text }) => tx.putEntity(newEntity(text)),
  'edit entity': ({ tx, choice, text }) => {
    const entity = pick(tx.entities(), choice);
    if (!entity) return;
    const { mentions: _, ...record } = entity;
    const identifiers = [{ scheme: text, value: text }];
    tx.putEntity({ ...record, kind: text, aliases: [text, 'Лукашенка'], identifiers, description: text });
  },
  'delete entity': ({ tx, choice }) => {
    const entity = pick(tx.entities(), choice);
    if (!entity) return;
    const { mentions: _, ...record } = entity;
    tx.putEntity({ ...record, deleted: true });
  },
  'link entity': ({ tx, annotations, choice, other }) => {
    const entity = pick(tx.entities(), other);
    for (const one of annotations.slice(choice % 7, (choice % 7) + (choice % 20))) {
      tx.putAnnotation({ ...one, entityId: choice % 5 ? (entity?.id ?? null) : null });
    }
  },
  relate: ({ scratch, tx, annotations, annotation, code, other }) => {
    const to = pick(annotations, other);
    if (annotation && to && code && to.id !== annotation.id) {
      tx.putRelation(newRelation(scratch.me, code, annotation, to));
    }
  },
  'edit relation': (world) => {
    const { tx, annotation, code, choice, text } = world;
    const relation = pick(relations(world), choice);
    if (!relation || !code || !annotation || annotation.id === relation.toId) return;
    tx.putRelation({
      ...relation,
      fromId: annotation.id,
      codeId: code.id,
      note: text,
      attributes: { [text]: [text] },
    });
  },
  'turn relation': (world) => {
    const relation = pick(relations(world), world.choice);
    if (relation) world.tx.putRelation({ ...relation, fromId: relation.toId, toId: relation.fromId });
  },
  'delete relation': (world) => {
    const relation = pick(relations(world), world.choice);
    if (relation) world.tx.putRelation({ ...relation, deleted: true });
  },
  'code document': ({ scratch, tx, document, code }) => {
    if (document && code) tx.putDocumentCode(newDocumentCode(scratch.me, document, code));
  },
  'edit document code': ({ tx, choice, text }) => {
    const found = pick(tx.documentCodes(), choice);
    if (found)
      tx.putDocumentCode({ ...found, codeVersion: choice, attributes: { [text]: true }, updatedAt: text });
  },
  'uncode document': ({ tx, choice }) => {
    const found = pick(tx.documentCodes(), choice);
    if (found) tx.putDocumentCode({ ...found, deleted: true });
  },
  comment: (world) => {
    const target = commented(world);
    if (target) world.tx.putComment(newComment(world.scratch.me, target, world.text));
  },
  answer: (world) => {
    const thread = head(world);
    if (thread) world.tx.putComment(newComment(world.scratch.me, thread, world.text, thread));
  },
  'edit comment': (world) => {
    const found = comment(world);
    if (found) world.tx.putComment({ ...found, body: world.text });
  },
  'delete comment': (world) => {
    const found = comment(world);
    if (found) world.tx.putComment({ ...found, deleted: true });
  },
  'resolve thread': (world) => {
    const thread = head(world);
    if (thread) world.tx.putComment({ ...thread, resolved: !thread.resolved });
  },
  'move thread': (world) => {
    const thread = head(world);
    const target = commented(world);
    if (!thread || !target) return;
    const others = world.tx.comments(thread.targetKind, thread.targetId);
    world.tx.putComment({ ...thread, ...target });
    for (const one of others) {
      if (one.threadId === thread.id && one.id !== thread.id) world.tx.putComment({ ...one, ...target });
    }
  },
  'write memo': (world) => {
    const { kind, id } = describeMemoTarget(world);
    world.tx.putMemo(newMemo(world.scratch.me, kind, id, world.text));
  },
  'edit memo': (world) => {
    const memo = pick(world.tx.memos(), world.other);
    const { kind, id } = describeMemoTarget(world);
    if (memo)
      world.tx.putMemo({ ...memo, targetKind: kind, targetId: id, body: world.text, createdAt: world.text });
  },
  'delete memo': ({ tx, choice }) => {
    const memo = pick(tx.memos(), choice);
    if (memo) tx.putMemo({ ...memo, deleted: true });
  },
  'set progress': ({ scratch, tx, document, other }) => {
    if (!document) return;
    const status = pick(DOCUMENT_STATUSES, other) ?? 'done';
    const known = tx.progress(document.id, scratch.me.id);
    tx.putProgress(known ? { ...known, status } : newProgress(scratch.me, document, status));
  },
  judge: ({ scratch, tx, annotations, annotation, choice, other }) => {
    const near = annotations.filter(({ documentId }) => documentId === annotation?.documentId);
    const decision = pick(VERDICT_DECISIONS, choice) ?? 'accept';
    if (!annotation) return;
    const result = decision === 'add' ? annotation : (pick(near, other) ?? annotation);
    tx.putVerdict(newVerdict(scratch.me, annotation, decision, result));
  },
  'judge again': ({ tx, choice, text }) => {
    const verdict = pick(tx.verdicts(), choice);
    if (verdict) tx.putVerdict({ ...verdict, decision: 'reject', reason: text, updatedAt: text });
  },
  'withdraw verdict': ({ tx, choice }) => {
    const verdict = pick(tx.verdicts(), choice);
    if (verdict) tx.putVerdict({ ...verdict, deleted: true });
  },
  'judge relation': (world) => {
    const { scratch, tx, choice, other } = world;
    const relation = pick(relations(world), choice);
    const decision = pick(VERDICT_DECISIONS, other) ?? 'accept';
    if (!relation) return;
    const result = decision === 'add' ? relation : (pick(relations(world), other) ?? relation);
    tx.putRelationVerdict(newRelationVerdict(scratch.me, relation, decision, result));
  },
  'judge relation again': ({ tx, choice, text }) => {
    const verdict = pick(tx.relationVerdicts(), choice);
    if (verdict) tx.putRelationVerdict({ ...verdict, decision: 'reject', reason: text, updatedAt: text });
  },
  'withdraw verdict on relation': ({ tx, choice }) => {
    const verdict = pick(tx.relationVerdicts(), choice);
    if (verdict) tx.putRelationVerdict({ ...verdict, deleted: true });
  },
  assign: ({ scratch, tx, document }) => {
    if (document) tx.putAssignment(newAssignment(scratch.me, document));
  },
  unassign: ({ tx, choice }) => {
    const assignment = pick(tx.assignments(), choice);
    if (assignment) tx.putAssignment({ ...assignment, deleted: true });
  },
};
