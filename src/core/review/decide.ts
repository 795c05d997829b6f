import type { Annotation } from '../annotation/annotation.ts';
import type { Id } from '../ids.ts';
import { type Comparison, saysTheSame } from './differences.ts';
import type { Link } from './links.ts';
import type { Standing } from './standing.ts';
import type { VerdictDecision } from './verdict.ts';

/** open: nobody has decided on all of it; changed: something was changed after the verdict on it; decided: all of it. */
export const REVIEW_STATES = ['open', 'changed', 'decided'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** What a verdict on an annotation is to say. */
export interface Ruling {
  readonly annotationId: Id;
  readonly decision: VerdictDecision;
  readonly resultId: Id | null;
}

/** What a verdict on a relation is to say. */
export interface RelationRuling {
  readonly relationId: Id;
  readonly decision: VerdictDecision;
  readonly resultId: Id | null;
}

/** This one stands; those that say the same stand as it, the others are rejected in its favour. */
export function rulingsOfAccepting(
  annotations: readonly Annotation[],
  chosen: Annotation,
): readonly Ruling[] {
  return annotations.map((annotation) => ({
    annotationId: annotation.id,
    decision: saysTheSame(annotation, chosen) ? 'accept' : 'reject',
    resultId: chosen.id,
  }));
}

/** None of them stands. */
export function rulingsOfRejecting(annotations: readonly Annotation[]): readonly Ruling[] {
  return annotations.map(({ id }) => ({ annotationId: id, decision: 'reject', resultId: null }));
}

/** The one that the reviewer wrote stands in the place of all of them. */
export function rulingsOfAmending(annotations: readonly Annotation[], writtenId: Id): readonly Ruling[] {
  return [
    { annotationId: writtenId, decision: 'add', resultId: writtenId },
    ...annotations.map(({ id }): Ruling => ({ annotationId: id, decision: 'amend', resultId: writtenId })),
  ];
}

/** This relation stands for all of the link. */
export function rulingsOfAcceptingLink(
  { relations }: Pick<Link, 'relations'>,
  chosenId: Id,
): readonly RelationRuling[] {
  return relations.map(({ id }) => ({ relationId: id, decision: 'accept', resultId: chosenId }));
}

/** The link does not stand. */
export function rulingsOfRejectingLink({ relations }: Pick<Link, 'relations'>): readonly RelationRuling[] {
  return relations.map(({ id }) => ({ relationId: id, decision: 'reject', resultId: null }));
}

/** What the reviewer wrote stands in the place of the link. */
export function rulingsOfAmendingLink(
  { relations }: Pick<Link, 'relations'>,
  writtenId: Id,
): readonly RelationRuling[] {
  return [
    { relationId: writtenId, decision: 'add', resultId: writtenId },
    ...relations.map(
      ({ id }): RelationRuling => ({ relationId: id, decision: 'amend', resultId: writtenId }),
    ),
  ];
}

/** Of the links of a passage stand those that lead from the chosen annotation, and no others. */
export function linkRulingsOf(links: readonly Link[], chosenId: Id): readonly RelationRuling[] {
  return links.flatMap((link) => {
    const chosen = link.relations.find(({ fromId, toId }) => fromId === chosenId || toId === chosenId);
    return chosen ? rulingsOfAcceptingLink(link, chosen.id) : rulingsOfRejectingLink(link);
  });
}

/**
 * Of the links of a passage stand those that at least `least` of the people with an annotation there made, and fall those that as many did
 * not make; on the others is not ruled. With `least` null, all must agree.
 */
export function linkRulingsByRule(
  { annotations, links }: Pick<Comparison, 'annotations' | 'links'>,
  least: number | null,
): readonly RelationRuling[] {
  const needed = least ?? annotations.length;
  return links.flatMap((link) => {
    const without = link.missing.length;
    const made = annotations.length - without;
    const [first] = link.relations;
    if (first && made >= needed && made > without) return rulingsOfAcceptingLink(link, first.id);
    return without >= needed && without > made ? rulingsOfRejectingLink(link) : [];
  });
}

/** The least number of people who are more than half of so many. */
export function majorityOf(people: number): number {
  return Math.floor(people / 2) + 1;
}

/** How far the review of what people said of a passage is, with what they linked from it. */
export function reviewStateOf(
  { annotations, links }: Pick<Comparison, 'annotations' | 'links'>,
  standing: Pick<Standing, 'verdicts' | 'relationVerdicts'>,
): ReviewState {
  const judged = [
    ...annotations.map((annotation) => [annotation, standing.verdicts.get(annotation.id)] as const),
    ...links.flatMap(({ relations }) =>
      relations.map((relation) => [relation, standing.relationVerdicts.get(relation.id)] as const),
    ),
  ];
  if (judged.some(([, verdict]) => verdict === undefined)) return 'open';
  const changed = judged.some(([{ updatedAt }, verdict]) => updatedAt > (verdict?.updatedAt ?? ''));
  return changed ? 'changed' : 'decided';
}

/**
 * The annotation that a bulk rule accepts: that of the largest camp where at least `least` people are in it and no other is as
 * large; undefined where there is none. With `least` null all people compared must be in it.
 */
export function acceptedByRule(
  { annotations, missing, camps }: Comparison,
  least: number | null,
): Annotation | undefined {
  const [camp, next] = camps;
  if (!camp || (next && next.length === camp.length)) return undefined;
  const needed = least ?? annotations.length + missing.length;
  if (camp.length < needed) return undefined;
  return annotations.find(({ id }) => id === camp[0]);
}
