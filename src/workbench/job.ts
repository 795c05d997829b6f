import type { Progress } from '../contract/messages.ts';
import { GlossatorError } from '../core/errors.ts';

/** What long work is given: how to hear that it is to stop, and whom to tell how far it is. */
export interface JobContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Raises `cancelled`. */
export function stopIfCancelled(signal: AbortSignal, message: string): void {
  if (signal.aborted) throw new GlossatorError('cancelled', message);
}
