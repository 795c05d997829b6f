import type { DocumentCode } from '../../../core/annotation/document-code.ts';
import type { AttributeDefinition, AttributeValues } from '../../../core/attribute/attribute.ts';
import type { Comment, Memo } from '../../../core/discussion/discussion.ts';
import type { Entity } from '../../../core/entity/entity.ts';
import type { Id } from '../../../core/ids.ts';
import type { Progress } from '../../../core/project/records.ts';
import type { Relation } from '../../../core/relation/relation.ts';
import type { Assignment, Judgement, RelationVerdict, Verdict } from '../../../core/review/verdict.ts';
import type { PathedCode } from '../source.ts';

/*
 * Lines of the records that are neither documents nor annotations. Keys come in the order of docs/formats/jsonl.md; what is
 * undefined is left out.
 */

const json = JSON.stringify;

function orderedDefinition({ id, name, type, required, choices, initial }: AttributeDefinition): object {
  return {
    id,
    name,
    type,
    required,
    choices: choices.map((choice) => ({ id: choice.id, label: choice.label })),
    initial,
  };
}

/** The values in the order of their definitions; undefined where there is none. */
export function orderedValues(
  values: AttributeValues,
  definitions: readonly AttributeDefinition[],
): AttributeValues | undefined {
  const ids = Object.keys(values);
  if (ids.length === 0) return undefined;
  const place = new Map(definitions.map(({ id }, index) => [id, index]));
  const placeOf = (id: Id): number => place.get(id) ?? definitions.length;
  ids.sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  return Object.fromEntries(ids.map((id) => [id, values[id] ?? null])) as AttributeValues;
}

/** The version where it is not that of the code. */
export function otherVersion(codeVersion: number, code: PathedCode | undefined): number | undefined {
  return codeVersion === code?.version ? undefined : codeVersion;
}

export function documentFieldLine(definition: AttributeDefinition): string {
  return json({ record: 'documentField', ...orderedDefinition(definition) });
}

export function entityLine(entity: Entity): string {
  const { id, name, kind, aliases, identifiers, description, createdAt, updatedAt } = entity;
  return json({
    record: 'entity',
    id,
    name,
    kind,
    aliases,
    identifiers: identifiers.map(({ scheme, value }) => ({ scheme, value })),
    description,
    createdAt,
    updatedAt,
  });
}

export function codeLine(code: PathedCode): string {
  const { id, name, kind, parentId, otherParentIds, path, colour, key, description } = code;
  const { attributes, ends, version, position, createdAt, updatedAt } = code;
  return json({
    record: 'code',
    id,
    name,
    kind,
    parent: parentId,
    otherParents: otherParentIds,
    path,
    colour,
    key,
    description,
    attributes: attributes.map(orderedDefinition),
    ends: ends && { from: ends.from, to: ends.to, directed: ends.directed },
    version,
    position,
    createdAt,
    updatedAt,
  });
}

export function documentCodeLine(documentCode: DocumentCode, code: PathedCode): string {
  const { id, documentId, codeId, personId, codeVersion, attributes, createdAt, updatedAt } = documentCode;
  return json({
    record: 'documentCode',
    id,
    document: documentId,
    code: codeId,
    person: personId,
    createdAt,
    updatedAt,
    codePath: code.path,
    codeVersion: otherVersion(codeVersion, code),
    attributes: orderedValues(attributes, code.attributes),
  });
}

export function progressLine({ id, documentId, personId, status, updatedAt }: Progress): string {
  return json({ record: 'progress', id, document: documentId, person: personId, status, updatedAt });
}

export function assignmentLine({ id, documentId, personId, createdAt, updatedAt }: Assignment): string {
  return json({ record: 'assignment', id, document: documentId, person: personId, createdAt, updatedAt });
}

/** `judged`: what the verdict is on, under the name that it has in its line. */
function judgementLine(record: string, judged: Readonly<Record<string, Id>>, judgement: Judgement): string {
  const { id, personId, decision, resultId, reason, createdAt, updatedAt } = judgement;
  return json({
    record,
    id,
    ...judged,
    person: personId,
    decision,
    result: resultId,
    createdAt,
    updatedAt,
    reason,
  });
}

export function verdictLine(verdict: Verdict): string {
  return judgementLine('verdict', { annotation: verdict.annotationId }, verdict);
}

export function relationVerdictLine(verdict: RelationVerdict): string {
  return judgementLine('relationVerdict', { relation: verdict.relationId }, verdict);
}

/** `saidBy`: of the adjudicated set, names of those whose relations it stands for; else null. */
export function relationLine(relation: Relation, code: PathedCode, saidBy: readonly string[] | null): string {
  const { id, codeId, personId, fromId, toId, codeVersion, attributes, note, createdAt, updatedAt } =
    relation;
  return json({
    record: 'relation',
    id,
    code: codeId,
    person: personId,
    from: fromId,
    to: toId,
    createdAt,
    updatedAt,
    codePath: code.path,
    note,
    codeVersion: otherVersion(codeVersion, code),
    attributes: orderedValues(attributes, code.attributes),
    saidBy: saidBy ?? undefined,
  });
}

export function commentLine(comment: Comment): string {
  const { id, targetKind, targetId, threadId, personId, body, resolved, deleted, createdAt, updatedAt } =
    comment;
  return json({
    record: 'comment',
    id,
    targetKind,
    target: targetId,
    thread: threadId,
    person: personId,
    createdAt,
    updatedAt,
    // Of one that was deleted there is left that it began a thread.
    body: deleted ? '' : body,
    resolved: resolved || undefined,
    deleted: deleted || undefined,
  });
}

export function memoLine(memo: Memo): string {
  const { id, targetKind, targetId, personId, title, body, createdAt, updatedAt } = memo;
  return json({
    record: 'memo',
    id,
    targetKind,
    target: targetKind === 'project' ? null : targetId,
    person: personId,
    title,
    createdAt,
    updatedAt,
    body,
  });
}
