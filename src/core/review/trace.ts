import type { Id } from '../ids.ts';
import { adjudicatedSet, type Verdict, verdictsInForce } from './verdict.ts';

/** What was decided on an annotation and what it stands for. */
export interface Trace {
  /** in force; null where nobody decided on it */
  readonly verdict: Verdict | null;
  readonly isAdjudicated: boolean;
  /** people, each once, whose annotations it stands for, in the order of their verdicts */
  readonly saidBy: readonly Id[];
}

/** Traces every annotation of the adjudicated set to who said it. `makerOf` names the person whose annotation it is. */
export function traceVerdicts(
  verdicts: Iterable<Verdict>,
  makerOf: (annotationId: Id) => Id | undefined,
): (annotationId: Id) => Trace {
  const inForce = verdictsInForce(verdicts);
  const set = adjudicatedSet(inForce.values());
  return (annotationId) => {
    const standsFor = set.get(annotationId) ?? [];
    const makers = standsFor
      // What a reviewer wrote nobody had said.
      .filter(({ decision }) => decision !== 'add')
      .map((verdict) => makerOf(verdict.annotationId))
      .filter((id) => id !== undefined);
    return {
      verdict: inForce.get(annotationId) ?? null,
      isAdjudicated: set.has(annotationId),
      saidBy: [...new Set(makers)],
    };
  };
}
