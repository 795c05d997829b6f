import { GlossatorError } from '../errors.ts';

/** The error that a call raises; a call that raises none, or another kind, fails the test. */
export function errorOf(call: () => unknown): GlossatorError {
  try {
    call();
  } catch (thrown) {
    if (thrown instanceof GlossatorError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was raised');
}
