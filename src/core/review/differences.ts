import { type Annotation, hull } from '../annotation/annotation.ts';
import type { AttributeValues } from '../attribute/attribute.ts';
import type { Id } from '../ids.ts';
import type { Relation } from '../relation/relation.ts';
import type { TextRange } from '../text/structure.ts';
import { alignCodings } from './alignment.ts';
import { type Link, linkOf, linksAt } from './links.ts';

/** missing: someone has none there; attribute: values or the entity differ; relation: what it is linked to, and as what. */
export const DIFFERENCE_KINDS = ['missing', 'boundary', 'code', 'attribute', 'relation'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What people said of one passage: at most one annotation of each. */
export interface Comparison {
  /** the least id among the annotations, by which it is told from others */
  readonly id: Id;
  readonly documentId: Id;
  /** UTF-16 offsets, half-open: all that any of them covers */
  readonly range: TextRange;
  /** in the order of the people compared */
  readonly annotations: readonly Annotation[];
  /** the people compared who have none there */
  readonly missing: readonly Id[];
  /** in the order of DIFFERENCE_KINDS; none where all say the same */
  readonly kinds: readonly DifferenceKind[];
  /** ids of annotations that say the same, the largest camp first, then the one whose first comes first */
  readonly camps: readonly (readonly Id[])[];
  /** what is linked from here and judged with it; of undirected relations, one of the ends has them */
  readonly links: readonly Link[];
}

export function sameSpans(a: readonly TextRange[], b: readonly TextRange[]): boolean {
  return a.length === b.length && a.every(({ start, end }, i) => start === b[i]?.start && end === b[i]?.end);
}

function sameValue(a: unknown, b: unknown): boolean {
  return Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((one, i) => one === b[i])
    : a === b;
}

function sameAttributes(a: AttributeValues, b: AttributeValues): boolean {
  const ids = Object.keys(a);
  return ids.length === Object.keys(b).length && ids.every((id) => sameValue(a[id], b[id]));
}

function sameDetails(a: Annotation, b: Annotation): boolean {
  return a.entityId === b.entityId && sameAttributes(a.attributes, b.attributes);
}

/** Whether two annotations say the same of the same passage: spans, code, values and entity. Notes and status are their makers' own. */
export function saysTheSame(a: Annotation, b: Annotation): boolean {
  return a.codeId === b.codeId && sameSpans(a.spans, b.spans) && sameDetails(a, b);
}

function campsOf(annotations: readonly Annotation[]): readonly (readonly Id[])[] {
  const camps: Annotation[][] = [];
  for (const annotation of annotations) {
    const camp = camps.find(([first]) => first !== undefined && saysTheSame(first, annotation));
    if (camp) camp.push(annotation);
    else camps.push([annotation]);
  }
  return camps
    .map((camp, place) => ({ camp, place }))
    .sort((a, b) => b.camp.length - a.camp.length || a.place - b.place)
    .map(({ camp }) => camp.map(({ id }) => id));
}

/** What each annotation is linked to, as words that are the same where two people link the same passages alike. */
function linksOf(
  relations: readonly Relation[],
  groupOf: ReadonlyMap<Id, Id>,
  isDirected: (codeId: Id) => boolean,
): ReadonlyMap<Id, readonly string[]> {
  const links = new Map<Id, string[]>();
  const add = (from: Id, to: Id, sign: string, codeId: Id) => {
    const known = links.get(from) ?? [];
    known.push(`${codeId} ${isDirected(codeId) ? sign : '-'} ${groupOf.get(to) ?? to}`);
    links.set(from, known);
  };
  for (const { fromId, toId, codeId } of relations) {
    add(fromId, toId, '>', codeId);
    add(toId, fromId, '<', codeId);
  }
  for (const words of links.values()) words.sort();
  return links;
}

function kindsOf(
  annotations: readonly Annotation[],
  missing: readonly Id[],
  links: ReadonlyMap<Id, readonly string[]>,
): readonly DifferenceKind[] {
  const [first, ...others] = annotations;
  if (!first) return [];
  const linked = (annotation: Annotation) => (links.get(annotation.id) ?? []).join();
  const differs: Record<DifferenceKind, boolean> = {
    missing: missing.length > 0,
    boundary: others.some((other) => !sameSpans(other.spans, first.spans)),
    code: others.some(({ codeId }) => codeId !== first.codeId),
    // Of another code, other questions are asked.
    attribute: annotations.some((one) =>
      annotations.some((other) => one.codeId === other.codeId && !sameDetails(one, other)),
    ),
    relation: others.some((other) => linked(other) !== linked(first)),
  };
  return DIFFERENCE_KINDS.filter((kind) => differs[kind]);
}

/**
 * Lays the annotations of several people in one document side by side: those of the same passage, by overlap and code, stand
 * together. What comes out depends on what the annotations say, not on the order in which they come. Annotations of others
 * than `personIds` are left out. `elsewhere`: annotations of other documents to which relations lead, so that links to the same
 * passage there are known as alike.
 */
export function compareCodings(
  personIds: readonly Id[],
  annotations: readonly Annotation[],
  relations: readonly Relation[],
  isDirected: (codeId: Id) => boolean,
  elsewhere: readonly Annotation[] = [],
): readonly Comparison[] {
  const place = new Map(personIds.map((id, at) => [id, at]));
  const placeOf = ({ personId }: Annotation) => place.get(personId) ?? 0;
  const groups = alignCodings(annotations.filter(({ personId }) => place.has(personId))).map((group) =>
    group.toSorted((a, b) => placeOf(a) - placeOf(b)),
  );
  const idOf = (group: readonly Annotation[]) => group.map(({ id }) => id).sort()[0] ?? '';
  const linked = [...Map.groupBy(elsewhere, ({ documentId }) => documentId).values()].flatMap(alignCodings);
  const groupOf = new Map(
    [...groups, ...linked].flatMap((group) => group.map(({ id }) => [id, idOf(group)] as const)),
  );
  const links = linksOf(relations, groupOf, isDirected);
  const elsewhereById = new Map(elsewhere.map((annotation) => [annotation.id, annotation.documentId]));
  const judged = linksAt(relations, {
    groupOf,
    order: new Map(groups.map((group, at) => [idOf(group), at])),
    documentOf: (id) => elsewhereById.get(id),
    documentId: annotations[0]?.documentId ?? '',
    isDirected,
  });
  return groups.map((group) => {
    const there = new Set(group.map(({ personId }) => personId));
    const missing = personIds.filter((id) => !there.has(id));
    const hulls = group.map(({ spans }) => hull(spans));
    return {
      id: idOf(group),
      documentId: group[0]?.documentId ?? '',
      range: {
        start: Math.min(...hulls.map(({ start }) => start)),
        end: Math.max(...hulls.map(({ end }) => end)),
      },
      annotations: group,
      missing,
      kinds: kindsOf(group, missing, links),
      camps: campsOf(group),
      links: (judged.get(idOf(group)) ?? []).map((link) => linkOf(link, group)),
    };
  });
}
