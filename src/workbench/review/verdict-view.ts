import type { VerdictView } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { verdictsInForce } from '../../core/review/verdict.ts';
import type { Session } from '../session.ts';

/** What was decided on an annotation; null where nothing was. */
export function verdictOn(
  { store: { read } }: Session,
  { annotationId }: { readonly annotationId: Id },
): VerdictView | null {
  const verdict = verdictsInForce(read.verdictsOn(annotationId)).get(annotationId);
  const annotation = read.annotation(annotationId);
  if (!verdict || !annotation) return null;
  const result = verdict.resultId === null ? undefined : read.annotation(verdict.resultId);
  return {
    verdict,
    result: result && !result.deleted ? result : null,
    changed: annotation.updatedAt > verdict.updatedAt,
  };
}
