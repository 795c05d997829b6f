import type { Annotation } from '../annotation/annotation.ts';
import type { Id } from '../ids.ts';
import type { Relation } from '../relation/relation.ts';

/** What people linked alike: by one code, from one passage to another. */
export interface Link {
  /** the least id among the relations, by which it is told from others */
  readonly id: Id;
  readonly codeId: Id;
  /** in the order of the people whose passage it begins at; more than one of a person where they linked it twice */
  readonly relations: readonly Relation[];
  /** the people with an annotation of the passage from which no such relation leads */
  readonly missing: readonly Id[];
}

/** Where annotations stand in a comparison of one document. */
export interface LinkedPassages {
  /** the id of the comparison that an annotation is in, also in other documents, by the annotation's */
  readonly groupOf: ReadonlyMap<Id, Id>;
  /** the place of a comparison of this document among these, by its id */
  readonly order: ReadonlyMap<Id, number>;
  /** the document of an annotation elsewhere */
  readonly documentOf: (annotationId: Id) => Id | undefined;
  readonly documentId: Id;
  readonly isDirected: (codeId: Id) => boolean;
}

/** The end that a relation is judged at: where it begins; undirected, the first in the text, or that in the first document by id. */
function judgedAt(
  { codeId, fromId, toId }: Relation,
  { groupOf, order, documentOf, documentId, isDirected }: LinkedPassages,
): { readonly near: Id; readonly far: Id } | null {
  const orderOf = (end: Id) => order.get(groupOf.get(end) ?? '');
  const from = orderOf(fromId);
  const to = orderOf(toId);
  const begins = { near: fromId, far: toId };
  if (isDirected(codeId)) return from === undefined ? null : begins;
  const ends = { near: toId, far: fromId };
  if (from !== undefined && to !== undefined) return to < from ? ends : begins;
  const here = from !== undefined ? begins : to !== undefined ? ends : null;
  const elsewhere = here && documentOf(here.far);
  return elsewhere !== undefined && elsewhere !== null && elsewhere < documentId ? null : here;
}

/** The links that are judged at each comparison, by its id; in the order of the text where they lead to, then of codes. */
export function linksAt(
  relations: readonly Relation[],
  passages: LinkedPassages,
): ReadonlyMap<Id, readonly { readonly codeId: Id; readonly relations: readonly Relation[] }[]> {
  const { groupOf, order, isDirected } = passages;
  const found = new Map<Id, Map<string, { codeId: Id; far: Id; relations: Relation[] }>>();
  for (const relation of relations) {
    const at = judgedAt(relation, passages);
    const group = at && groupOf.get(at.near);
    if (!at || group === undefined || group === null) continue;
    const far = groupOf.get(at.far) ?? at.far;
    const { codeId } = relation;
    const direction = isDirected(codeId) ? '>' : '-';
    const there = found.get(group) ?? new Map();
    found.set(group, there);
    const key = `${codeId} ${direction} ${far}`;
    const known = there.get(key);
    if (known) known.relations.push(relation);
    else there.set(key, { codeId, far, relations: [relation] });
  }
  const orderOf = (far: Id) => order.get(far) ?? Number.MAX_SAFE_INTEGER;
  return new Map(
    [...found].map(([group, there]) => [
      group,
      [...there.values()].sort(
        (a, b) =>
          orderOf(a.far) - orderOf(b.far) ||
          (a.far < b.far ? -1 : a.far > b.far ? 1 : a.codeId < b.codeId ? -1 : 1),
      ),
    ]),
  );
}

/** The link as people of a comparison have it. `annotations`: of the comparison, in the order of the people. */
export function linkOf(
  { codeId, relations }: { readonly codeId: Id; readonly relations: readonly Relation[] },
  annotations: readonly Annotation[],
): Link {
  const at = (relation: Relation) =>
    annotations.findIndex(({ id }) => id === relation.fromId || id === relation.toId);
  const sorted = relations.toSorted((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
  const linked = new Set(sorted.flatMap(({ fromId, toId }) => [fromId, toId]));
  return {
    id: relations.map(({ id }) => id).sort()[0] ?? '',
    codeId,
    relations: sorted,
    missing: annotations.filter(({ id }) => !linked.has(id)).map(({ personId }) => personId),
  };
}
