import type { Id } from '../ids.ts';

/**
 * accept: it stands, itself or as another that says the same; amend: something else stands in its place; reject: it does
 * not stand; add: nobody had said it, the reviewer did.
 */
export const VERDICT_DECISIONS = ['accept', 'amend', 'reject', 'add'] as const;
export type VerdictDecision = (typeof VERDICT_DECISIONS)[number];

/** What a reviewer decided on an annotation. */
export interface Verdict {
  readonly id: Id;
  /** the annotation that was judged; of `add`, the one that the reviewer wrote */
  readonly annotationId: Id;
  /** the reviewer */
  readonly personId: Id;
  readonly decision: VerdictDecision;
  /**
   * the annotation of the adjudicated set that stands for the judged one: accept: itself or one like it; amend: the one in its
   * place; add: itself; reject: the one that was preferred, or null
   */
  readonly resultId: Id | null;
  readonly reason: string;
  /** ISO 8601, UTC */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

/** That a person is to code a document. */
export interface Assignment {
  readonly id: Id;
  readonly documentId: Id;
  readonly personId: Id;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

function isNewer(a: Verdict, b: Verdict): boolean {
  return a.updatedAt === b.updatedAt ? a.id > b.id : a.updatedAt > b.updatedAt;
}

/**
 * The verdict that holds for each judged annotation, by its id: where several reviewers decided, the newest; of the same
 * instant the one with the greater id, so that every machine says the same.
 */
export function verdictsInForce(verdicts: Iterable<Verdict>): ReadonlyMap<Id, Verdict> {
  const inForce = new Map<Id, Verdict>();
  for (const verdict of verdicts) {
    if (verdict.deleted) continue;
    const other = inForce.get(verdict.annotationId);
    if (!other || isNewer(verdict, other)) inForce.set(verdict.annotationId, verdict);
  }
  return inForce;
}

/** The annotations of the adjudicated set, each with the verdicts that it follows from, by its id. */
export function adjudicatedSet(inForce: Iterable<Verdict>): ReadonlyMap<Id, readonly Verdict[]> {
  const set = new Map<Id, Verdict[]>();
  for (const verdict of inForce) {
    if (verdict.decision === 'reject' || verdict.resultId === null) continue;
    const known = set.get(verdict.resultId);
    if (known) known.push(verdict);
    else set.set(verdict.resultId, [verdict]);
  }
  return set;
}
