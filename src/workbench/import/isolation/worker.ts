import { parentPort } from 'node:worker_threads';
import { contentOfMail } from '../../../formats/documents/eml/attachments.ts';
import { readDocument } from '../../../formats/documents/index.ts';
import { readingError } from './failure.ts';
import type { ReadAnswer, WorkerRequest } from './protocol.ts';

/**
 * The thread in which hostile files are parsed. It holds nothing but readers: when one hangs, overflows or exhausts its
 * memory, only this thread goes.
 */

async function answerTo(request: WorkerRequest): Promise<ReadAnswer> {
  try {
    if (request.wanted === 'attachments') return { ok: true, mail: await contentOfMail(request.bytes) };
    return { ok: true, document: await readDocument(request) };
  } catch (thrown) {
    return { ok: false, error: readingError(thrown, request.fileName) };
  }
}

parentPort?.on('message', (request: WorkerRequest) => {
  void answerTo(request).then((answer) => parentPort?.postMessage(answer));
});
