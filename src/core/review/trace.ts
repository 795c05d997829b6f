import type { Id } from '../ids.ts';
import type { Standing } from './standing.ts';
import type { Judgement } from './verdict.ts';

/** What was decided on an annotation or a relation, and what it stands for. */
export interface Trace {
  /** in force; null where nobody decided on it */
  readonly verdict: Judgement | null;
  /** whether verdicts let it stand; a relation stands where its ends do too (see `relationStanding`) */
  readonly isAdjudicated: boolean;
  /** people, each once, who said what it stands for, in the order of their verdicts */
  readonly saidBy: readonly Id[];
}

function traced<J extends Judgement>(
  inForce: ReadonlyMap<Id, J>,
  set: ReadonlyMap<Id, readonly J[]>,
  judgedId: (verdict: J) => Id,
  makerOf: (id: Id) => Id | undefined,
): (id: Id) => Trace {
  return (id) => {
    const standsFor = set.get(id) ?? [];
    const makers = standsFor
      // What a reviewer wrote nobody had said.
      .filter(({ decision }) => decision !== 'add')
      .map((verdict) => makerOf(judgedId(verdict)))
      .filter((maker) => maker !== undefined);
    return {
      verdict: inForce.get(id) ?? null,
      isAdjudicated: set.has(id),
      saidBy: [...new Set(makers)],
    };
  };
}

/** Traces every annotation of the adjudicated set to who said it. `makerOf` names the person whose annotation it is. */
export function traceAnnotations(
  { verdicts, annotations }: Standing,
  makerOf: (annotationId: Id) => Id | undefined,
): (annotationId: Id) => Trace {
  return traced(verdicts, annotations, ({ annotationId }) => annotationId, makerOf);
}

/** The same for relations. */
export function traceRelations(
  { relationVerdicts, relations }: Standing,
  makerOf: (relationId: Id) => Id | undefined,
): (relationId: Id) => Trace {
  return traced(relationVerdicts, relations, ({ relationId }) => relationId, makerOf);
}
