import type { Annotation } from '../annotation/annotation.ts';
import type { Id } from '../ids.ts';
import { type Comparison, saysTheSame } from './differences.ts';
import type { Verdict, VerdictDecision } from './verdict.ts';

/** open: nobody has decided on all of it; changed: an annotation was changed after the verdict on it; decided: all of it. */
export const REVIEW_STATES = ['open', 'changed', 'decided'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** What a verdict on an annotation is to say. */
export interface Ruling {
  readonly annotationId: Id;
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

/** How far the review of what people said of a passage is. */
export function reviewStateOf(
  { annotations }: Pick<Comparison, 'annotations'>,
  inForce: ReadonlyMap<Id, Verdict>,
): ReviewState {
  const verdicts = annotations.map(({ id }) => inForce.get(id));
  if (verdicts.some((verdict) => verdict === undefined)) return 'open';
  const changed = annotations.some(({ updatedAt }, at) => updatedAt > (verdicts[at]?.updatedAt ?? ''));
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
