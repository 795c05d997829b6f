import { parentPort } from 'node:worker_threads';
import { readDocument } from '../../../formats/documents/index.ts';
import { readingError } from './failure.ts';
import type { ReadAnswer, ReadRequest } from './protocol.ts';

/**
 * The thread in which hostile files are parsed. It holds nothing but readers: when one hangs, overflows or exhausts its
 * memory, only this thread goes.
 */

async function answerTo(request: ReadRequest): Promise<ReadAnswer> {
  try {
    return { ok: true, document: await readDocument(request) };
  } catch (thrown) {
    return { ok: false, error: readingError(thrown, request.fileName) };
  }
}

parentPort?.on('message', (request: ReadRequest) => {
  void answerTo(request).then((answer) => parentPort?.postMessage(answer));
});
