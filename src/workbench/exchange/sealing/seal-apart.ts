import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { GlossatorError } from '../../../core/errors.ts';
import type { SealingAnswer, SealingRequest } from './protocol.ts';

/** As of the thread that reads documents: beside this module in the source, an entry of its own in the build. */
function workerProgram(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './worker.ts' : '../sealing/index.js', here);
}

/**
 * Seals or opens a file in a thread of its own, so that the project goes on answering meanwhile. Raises what `seal` and
 * `unseal` raise, and `cancelled`, at once; then nothing of the new file is left.
 */
export async function sealApart(request: SealingRequest, signal?: AbortSignal): Promise<void> {
  const cancelled = () => new GlossatorError('cancelled', 'Cancelled; no file was written.');
  if (signal?.aborted) throw cancelled();
  const { promise, resolve, reject } = Promise.withResolvers<SealingAnswer>();
  const thread = new Worker(workerProgram(), { workerData: request, env: {} });
  const onAbort = (): void => reject(cancelled());
  thread.on('message', resolve).on('error', reject);
  thread.on('exit', () => reject(new Error('The thread that seals files ended before its work did.')));
  signal?.addEventListener('abort', onAbort);
  try {
    const answer = await promise;
    if (!answer.ok) throw GlossatorError.fromValue(answer.error);
  } catch (thrown) {
    await thread.terminate();
    rmSync(request.into, { force: true });
    throw thrown;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
