import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { jsonlReader } from '../../../formats/annotations/jsonl/read.ts';
import type { ReadRecord } from '../../../formats/annotations/reader.ts';
import { fileError } from '../find-files.ts';
import { filePieces } from './file-pieces.ts';
import { AHEAD, type SetAnswer, type SetToRead } from './protocol.ts';

/** A thread in which a large set of our own format is read, beside the one that puts it into the project. */

const { path } = workerData as SetToRead;

/** Runs are handed over as they are; everything else is copied. */
function memoryOf(records: readonly ReadRecord[]): ArrayBuffer[] {
  return records.flatMap((record) =>
    record.kind === 'annotations'
      ? [record.run.numbers.buffer as ArrayBuffer, record.run.bytes.buffer as ArrayBuffer]
      : [],
  );
}

async function tell(say: (answer: SetAnswer, memory?: ArrayBuffer[]) => void, more: AsyncIterator<unknown>) {
  let ahead = 0;
  let bytes = 0;
  const read = filePieces(path, (length) => {
    bytes += length;
  });
  for await (const records of jsonlReader.read(read)) {
    if (ahead === AHEAD) await more.next();
    else ahead += 1;
    say({ kind: 'batch', records, bytes }, memoryOf(records));
    bytes = 0;
  }
  say({ kind: 'end' });
}

const port = parentPort;
if (port) {
  const say = (answer: SetAnswer, memory: ArrayBuffer[] = []): void => port.postMessage(answer, memory);
  tell(say, on(port, 'message')).catch((thrown: unknown) => {
    say({ kind: 'failed', error: fileError(thrown, path) });
  });
}
