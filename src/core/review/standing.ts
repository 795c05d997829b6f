import type { Id } from '../ids.ts';
import type { Relation } from '../relation/relation.ts';
import {
  adjudicatedSet,
  type RelationVerdict,
  relationVerdictsInForce,
  type Verdict,
  verdictsInForce,
} from './verdict.ts';

/** The adjudicated set, as it follows from verdicts. */
export interface Standing {
  /** verdicts in force by what was judged */
  readonly verdicts: ReadonlyMap<Id, Verdict>;
  readonly relationVerdicts: ReadonlyMap<Id, RelationVerdict>;
  /** what stands, each with the verdicts it follows from */
  readonly annotations: ReadonlyMap<Id, readonly Verdict[]>;
  /** relations that verdicts let stand, where their ends do; see `relationStanding` */
  readonly relations: ReadonlyMap<Id, readonly RelationVerdict[]>;
  /** The annotation that stands for this one: itself, or what the verdict in force on it names or prefers; null where none does. */
  readonly of: (annotationId: Id) => Id | null;
}

export function standingBy(
  verdicts: Iterable<Verdict>,
  relationVerdicts: Iterable<RelationVerdict>,
): Standing {
  const inForce = verdictsInForce(verdicts);
  const relationsInForce = relationVerdictsInForce(relationVerdicts);
  const annotations = adjudicatedSet(inForce.values());
  return {
    verdicts: inForce,
    relationVerdicts: relationsInForce,
    annotations,
    relations: adjudicatedSet(relationsInForce.values()),
    of(annotationId) {
      if (annotations.has(annotationId)) return annotationId;
      const resultId = inForce.get(annotationId)?.resultId ?? null;
      return resultId !== null && annotations.has(resultId) ? resultId : null;
    },
  };
}

/** Where a relation runs in the adjudicated set; null where it does not stand. One on which nobody decided stands where both its own ends do. */
export function relationStanding(
  { id, fromId, toId }: Pick<Relation, 'id' | 'fromId' | 'toId'>,
  standing: Standing,
): Pick<Relation, 'fromId' | 'toId'> | null {
  const from = standing.of(fromId);
  const to = standing.of(toId);
  if (from === null || to === null || from === to) return null;
  const isAsMade = from === fromId && to === toId;
  const stands = standing.relations.has(id) || (isAsMade && !standing.relationVerdicts.has(id));
  return stands ? { fromId: from, toId: to } : null;
}
