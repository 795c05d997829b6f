import { setImmediate } from 'node:timers/promises';
import type { OutputOf } from '../contract/procedures.ts';
import type { Id } from '../core/ids.ts';
import { stopIfCancelled } from './job.ts';
import type { Session } from './session.ts';

/**
 * How many annotations of each code stand in each of `bins` equal parts of the text. Of a long text that takes the longer the
 * more there are, so whatever else is asked meanwhile is answered in between. Raises `cancelled`.
 */
export async function countByPlace(
  { store }: Session,
  documentId: Id,
  bins: number,
  signal: AbortSignal,
): Promise<OutputOf<'annotations.density'>> {
  const steps = store.read.densityInSteps(documentId, bins);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await setImmediate();
    stopIfCancelled(signal, 'Counting was cancelled.');
  }
}
