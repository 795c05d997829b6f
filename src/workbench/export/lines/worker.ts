import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { toErrorValue } from '../../../core/errors.ts';
import { LinesOfAnnotations } from '../../../formats/annotations/jsonl/ready-lines.ts';
import type { SourceDocument } from '../../../formats/annotations/source.ts';
import { FellowReader } from '../../../store/sight/fellow-reader.ts';
import type { StoreReader } from '../../../store/types.ts';
import { chosenAnnotations } from '../chosen-annotations.ts';
import {
  type BeginMessage,
  type FromThread,
  NEXT_DOCUMENT,
  STAND,
  signsOf,
  type ThreadBeginning,
  type ToThread,
  type WriteMessage,
} from './protocol.ts';

/** A thread that makes the lines of annotations, document by document, by a connection of its own. It is ended from outside. */

/** So many bytes may be handed over and not used yet; then it waits. */
const WAITING_LIMIT = 8 * 1_048_576;

const { projectPath, thread, signs: memory } = workerData as ThreadBeginning;
const signs = new Int32Array(memory);
const { stand, used } = signsOf(thread);
const reader = new FellowReader(projectPath);
let read: StoreReader | null = null;
/** bytes, modulo 2^32 */
let handedOver = 0;

function tell(message: FromThread, transferred: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transferred);
}

function waitForRoom(): void {
  for (;;) {
    const now = Atomics.load(signs, used);
    if (((handedOver - now) | 0) <= WAITING_LIMIT) return;
    Atomics.wait(signs, used, now);
  }
}

/** What has come while no messages were taken. */
function takeBack(port: MessagePort, lines: LinesOfAnnotations): void {
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    const message: ToThread = next.message;
    if (message.message === 'used') lines.giveBack(message.memory);
  }
}

function begin({ moment }: BeginMessage): void {
  try {
    read = reader.at(moment);
  } finally {
    // Without an answer nothing would be lost but time.
    Atomics.store(signs, stand, read ? STAND.reads : STAND.refuses);
    Atomics.notify(signs, stand);
  }
}

function write({ chosen, documents }: WriteMessage): void {
  const whole = read;
  if (!whole) throw new Error('The thread has no moment to read at.');
  const all = new LinesOfAnnotations({
    codes: chosen.codes,
    chunks: (textId) => whole.everyChunk(textId),
    packedAnnotations: (documentId) => chosenAnnotations(whole, chosen, documentId),
  });
  const writeOne = (document: number, entry: SourceDocument): void => {
    for (const lines of all.of(entry)) {
      handedOver = (handedOver + lines.bytes.length) | 0;
      tell({ message: 'lines', thread, document, lines }, [lines.bytes.buffer as ArrayBuffer]);
      waitForRoom();
      if (parentPort) takeBack(parentPort, all);
    }
    tell({ message: 'lines', thread, document, lines: null });
  };
  for (;;) {
    const document = Atomics.add(signs, NEXT_DOCUMENT, 1);
    const entry = documents[document];
    if (!entry) return;
    try {
      writeOne(document, entry);
    } catch (thrown) {
      tell({ message: 'failed', document, error: toErrorValue(thrown) });
      return;
    }
  }
}

parentPort?.on('message', (message: ToThread) => {
  if (message.message === 'begin') begin(message);
  else if (message.message === 'write') write(message);
});
tell({ message: 'ready' });
