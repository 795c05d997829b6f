import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { GlossatorError } from '../../../core/errors.ts';
import type { ReadRecord } from '../../../formats/annotations/reader.ts';
import { crashError } from '../isolation/failure.ts';
import type { SetAnswer, SetToRead } from './protocol.ts';

/** As of the thread that reads documents: beside this module in the source, an entry of its own in the build. */
function workerProgram(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './worker.ts' : '../sets/index.js', here);
}

/**
 * The records of a set in Glossator JSONL, read in a thread of its own a few pieces ahead. `onRead` is called before each batch with how many bytes have been
 * read for it, and may raise to end the work; the thread ends with the iteration.
 * @throws GlossatorError what the reader raises; what reading the file raises; reader-memory, reader-failed
 */
export async function* readApart(
  path: string,
  onRead: (bytes: number) => void,
): AsyncGenerator<readonly ReadRecord[]> {
  const begin: SetToRead = { path };
  const thread = new Worker(workerProgram(), { workerData: begin, env: {} });
  try {
    for await (const [said] of on(thread, 'message', { close: ['exit'] })) {
      const answer = said as SetAnswer;
      if (answer.kind === 'failed') throw GlossatorError.fromValue(answer.error);
      if (answer.kind === 'end') return;
      onRead(answer.bytes);
      yield answer.records;
      thread.postMessage(null);
    }
    throw new Error('the thread ended');
  } catch (thrown) {
    throw thrown instanceof GlossatorError ? thrown : crashError(thrown, path);
  } finally {
    await thread.terminate();
  }
}
