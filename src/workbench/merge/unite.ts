import { GlossatorError } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import type { Commit } from '../../core/journal/action.ts';
import { Reanchorer } from '../../core/text/reanchor-all.ts';
import type { StoreReader, WriteTransaction } from '../../store/types.ts';
import { draftOf } from '../draft.ts';
import { documentOf } from '../find-record.ts';
import { moveDiscussion } from '../move-discussion.ts';
import { revised } from '../revised.ts';
import type { Session } from '../session.ts';
import { wholeText } from '../texts/whole-text.ts';

/** Two records that a person takes for one: `id` gives way to `likeId`. */
export interface Union {
  readonly kind: 'document' | 'person';
  readonly id: Id;
  readonly likeId: Id;
}

function annotationIds(read: StoreReader, filter: { documentIds?: Id[]; personIds?: Id[] }): readonly Id[] {
  return Array.from(read.everyAnnotation(filter), ({ id }) => id);
}

/** How far the person is with the document, where that is further than what is noted. */
function carryProgress(tx: WriteTransaction, from: readonly [Id, Id], to: readonly [Id, Id]): void {
  const done = tx.progress(...from);
  if (!done || done.status === 'not-started') return;
  const held = tx.progress(...to);
  const [documentId, personId] = to;
  const updatedAt = new Date().toISOString();
  if (!held) tx.putProgress({ id: newId(), documentId, personId, status: done.status, updatedAt });
  else if (held.status !== 'done' && held.status !== done.status)
    tx.putProgress(revised(held, { status: done.status }));
  tx.putProgress(revised(done, { status: 'not-started' }));
}

/** Moves what says that someone coded or is to code a whole document; what stands there alike already is not doubled. */
function carryWork(tx: WriteTransaction, where: { documentId?: Id; personId?: Id }, to: typeof where): void {
  const isHere = (each: { readonly documentId: Id; readonly personId: Id }) =>
    (where.documentId === undefined || each.documentId === where.documentId) &&
    (where.personId === undefined || each.personId === where.personId);
  const codings = tx.documentCodes();
  for (const coding of codings.filter(isHere)) {
    const moved = { ...coding, ...to };
    const doubled = codings.some(
      (other) =>
        other.id !== coding.id &&
        other.documentId === moved.documentId &&
        other.personId === moved.personId &&
        other.codeId === moved.codeId,
    );
    tx.putDocumentCode(revised(coding, doubled ? { deleted: true } : to));
  }
  const assignments = tx.assignments();
  for (const assignment of assignments.filter(isHere)) {
    const moved = { ...assignment, ...to };
    const doubled = assignments.some(
      (other) =>
        other.id !== assignment.id &&
        other.documentId === moved.documentId &&
        other.personId === moved.personId,
    );
    tx.putAssignment(revised(assignment, doubled ? { deleted: true } : to));
  }
}

function uniteDocuments(tx: WriteTransaction, id: Id, likeId: Id): void {
  const from = documentOf(tx, id);
  const into = documentOf(tx, likeId);
  const reanchorer = new Reanchorer(wholeText(tx, from.textId).text, wholeText(tx, into.textId).text);
  for (const annotationId of annotationIds(tx, { documentIds: [id] })) {
    const annotation = tx.annotation(annotationId);
    if (!annotation) continue;
    const { spans, lost } = annotation;
    const placed = lost ? reanchorer.placeLost(spans) : reanchorer.place(spans);
    const isLost = placed.outcome === 'lost';
    tx.putAnnotation(revised(annotation, { documentId: likeId, spans: placed.spans, lost: isLost }));
  }
  carryWork(tx, { documentId: id }, { documentId: likeId });
  for (const { id: personId } of tx.persons()) carryProgress(tx, [id, personId], [likeId, personId]);
  moveDiscussion(tx, 'document', id, likeId);
  tx.putDocument(revised(from, { deleted: true }));
}

function unitePeople(tx: WriteTransaction, id: Id, likeId: Id): void {
  for (const annotationId of annotationIds(tx, { personIds: [id] })) {
    const annotation = tx.annotation(annotationId);
    if (annotation) tx.putAnnotation(revised(annotation, { personId: likeId }));
  }
  const filter = { personIds: [id], limit: 1_000 };
  for (let page = tx.relationPage(filter); page.length > 0; page = tx.relationPage(filter)) {
    for (const relation of page) tx.putRelation(revised(relation, { personId: likeId }));
  }
  carryWork(tx, { personId: id }, { personId: likeId });
  for (const { id: documentId } of tx.documents()) carryProgress(tx, [documentId, id], [documentId, likeId]);
  for (const comment of tx.everyComment()) {
    if (comment.personId === id) tx.putComment(revised(comment, { personId: likeId }));
  }
  for (const memo of tx.memos()) {
    if (memo.personId === id) tx.putMemo(revised(memo, { personId: likeId }));
  }
  for (const verdict of tx.verdicts()) {
    if (verdict.personId === id) tx.putVerdict(revised(verdict, { personId: likeId }));
  }
  for (const verdict of tx.relationVerdicts()) {
    if (verdict.personId === id) tx.putRelationVerdict(revised(verdict, { personId: likeId }));
  }
  tx.dropPerson(id);
}

/**
 * Takes two documents or two people for one, in an action of its own in the step of the merge: what belongs to the one goes to the
 * other, annotations with their words. These are changes like any other, so all who merge them come to the same. Who works on this
 * machine stays. Raises `not-found` where one of the two is not there.
 */
export function unite(session: Session, union: Union, group: Id): Commit | null {
  const { store, me } = session;
  if (union.kind === 'document') {
    const { title } = documentOf(store.read, union.likeId);
    const draft = draftOf(session, 'unite-documents', title, undefined, group);
    return store.transact(draft, (tx) => uniteDocuments(tx, union.id, union.likeId)).commit;
  }
  const [id, likeId] = union.id === me.id ? [union.likeId, union.id] : [union.id, union.likeId];
  const people = new Map(store.read.persons().map((person) => [person.id, person]));
  const kept = people.get(likeId);
  if (!kept || !people.has(id)) {
    throw new GlossatorError('not-found', 'One of the two people is not in the project.', {
      place: { recordKind: 'person', recordId: kept ? id : likeId },
    });
  }
  const draft = draftOf(session, 'unite-people', kept.name, undefined, group);
  return store.transact(draft, (tx) => unitePeople(tx, id, likeId)).commit;
}
