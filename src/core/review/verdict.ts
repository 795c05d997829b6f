import type { Id } from '../ids.ts';

/**
 * accept: it stands, itself or as another that says the same; amend: something else stands in its place; reject: it does
 * not stand; add: nobody had said it, the reviewer did.
 */
export const VERDICT_DECISIONS = ['accept', 'amend', 'reject', 'add'] as const;
export type VerdictDecision = (typeof VERDICT_DECISIONS)[number];

/** What a reviewer decided on something that was said. */
export interface Judgement {
  readonly id: Id;
  /** the reviewer */
  readonly personId: Id;
  readonly decision: VerdictDecision;
  /**
   * what stands for the judged one in the adjudicated set, of the same kind: accept: itself or one like it; amend: the one in its
   * place; add: itself; reject: the one that was preferred, or null
   */
  readonly resultId: Id | null;
  readonly reason: string;
  /** ISO 8601, UTC */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly deleted: boolean;
}

/** What a reviewer decided on an annotation. */
export interface Verdict extends Judgement {
  /** the annotation that was judged; of `add`, the one that the reviewer wrote */
  readonly annotationId: Id;
}

/** What a reviewer decided on a relation. One that stands runs between what stands for its ends. */
export interface RelationVerdict extends Judgement {
  /** the relation that was judged; of `add`, the one that the reviewer wrote */
  readonly relationId: Id;
}

/** Whether the result is one that the decision allows: none only of `reject`, of `add` the judged one itself. */
export function namesWhatStands(
  { decision, resultId }: Pick<Judgement, 'decision' | 'resultId'>,
  judgedId: Id,
): boolean {
  return decision === 'add' ? resultId === judgedId : decision === 'reject' || resultId !== null;
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

function isNewer(a: Judgement, b: Judgement): boolean {
  return a.updatedAt === b.updatedAt ? a.id > b.id : a.updatedAt > b.updatedAt;
}

function newestOf<J extends Judgement>(judgements: Iterable<J>, judged: (one: J) => Id): ReadonlyMap<Id, J> {
  const inForce = new Map<Id, J>();
  for (const judgement of judgements) {
    if (judgement.deleted) continue;
    const id = judged(judgement);
    const other = inForce.get(id);
    if (!other || isNewer(judgement, other)) inForce.set(id, judgement);
  }
  return inForce;
}

/**
 * The verdict that holds for each judged annotation, by its id: where several reviewers decided, the newest; of the same
 * instant the one with the greater id, so that every machine says the same.
 */
export function verdictsInForce(verdicts: Iterable<Verdict>): ReadonlyMap<Id, Verdict> {
  return newestOf(verdicts, ({ annotationId }) => annotationId);
}

/** The same of relations. */
export function relationVerdictsInForce(
  verdicts: Iterable<RelationVerdict>,
): ReadonlyMap<Id, RelationVerdict> {
  return newestOf(verdicts, ({ relationId }) => relationId);
}

/** What stands in the adjudicated set, each with the verdicts that it follows from, by its id. */
export function adjudicatedSet<J extends Judgement>(inForce: Iterable<J>): ReadonlyMap<Id, readonly J[]> {
  const set = new Map<Id, J[]>();
  for (const verdict of inForce) {
    if (verdict.decision === 'reject' || verdict.resultId === null) continue;
    const known = set.get(verdict.resultId);
    if (known) known.push(verdict);
    else set.set(verdict.resultId, [verdict]);
  }
  return set;
}
