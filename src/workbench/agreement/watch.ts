import { stopIfCancelled } from '../job.ts';

/** Told how far a long computation is; may stop it. */
export interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, what: string) => void;
}

const CANCELLED = 'The measuring was cancelled.';

/** How long others wait while something is computed, in milliseconds. */
const TURN = 25;

/** Runs the steps, tells of them now and then, and lets others have a turn: who wishes to stop is heard. */
export async function walked<Step, Result>(
  steps: Generator<Step, Result>,
  { signal }: Watch,
  tell: (step: Step) => void,
): Promise<Result> {
  if (signal) stopIfCancelled(signal, CANCELLED);
  let since = performance.now();
  let step = steps.next();
  while (!step.done) {
    if (performance.now() - since > TURN) {
      tell(step.value);
      await new Promise((resolve) => setImmediate(resolve));
      if (signal) stopIfCancelled(signal, CANCELLED);
      since = performance.now();
    }
    step = steps.next();
  }
  return step.value;
}
