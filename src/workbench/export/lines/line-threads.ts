import { Worker } from 'node:worker_threads';
import { GlossatorError } from '../../../core/errors.ts';
import type { Id } from '../../../core/ids.ts';
import type { ReadyLines, SourceDocument } from '../../../formats/annotations/source.ts';
import type { Moment } from '../../../store/types.ts';
import type { ChosenAnnotations } from '../chosen-annotations.ts';
import {
  type FromThread,
  STAND,
  signCount,
  signsOf,
  type ThreadBeginning,
  type ToThread,
} from './protocol.ts';

/** As of the thread that reads documents: beside this module in the source, an entry of its own in the build. */
function workerProgram(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './worker.ts' : '../lines/index.js', here);
}

/** Milliseconds in which all threads have to have begun to read, while everybody waits; else there are none. */
const BEGINS_WITHIN = 250;

/** Reading packed rows leaves little behind: a small nursery is as quick as one that grows. */
const YOUNG_MB = 12;

function gone(cause?: unknown): GlossatorError {
  return new GlossatorError('internal', 'A thread of the export ended before its work did.', {
    ...(cause === undefined ? {} : { cause }),
  });
}

/** What has come of one document, and has not been taken. */
interface Coming {
  readonly lines: { readonly thread: number; readonly lines: ReadyLines }[];
  /** no more will come */
  isWhole: boolean;
  /** raised when what has come is taken */
  error: GlossatorError | null;
}

/**
 * Threads that make the lines of annotations for one export, each by a connection of its own. They take document after document in the order of
 * the file, and wait where too much of what they made has not been taken. `end` is to be called in every case.
 */
export class LineThreads {
  readonly #threads: readonly Worker[];
  readonly #signs: Int32Array;
  readonly #coming = new Map<number, Coming>();
  #places: ReadonlyMap<Id, number> = new Map();
  #isReady = Promise.withResolvers<boolean>();
  #unready: number;
  /** of all of it, whatever has come */
  #failure: GlossatorError | null = null;
  /** wakes who waits for what comes */
  #wake: () => void = () => undefined;

  private constructor(projectPath: string, count: number, program: URL) {
    this.#unready = count;
    const signs = new SharedArrayBuffer(signCount(count) * Int32Array.BYTES_PER_ELEMENT);
    this.#signs = new Int32Array(signs);
    this.#threads = Array.from({ length: count }, (_, thread) => {
      const workerData: ThreadBeginning = { projectPath, thread, signs };
      return new Worker(program, {
        workerData,
        env: {},
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      })
        .on('message', (message: FromThread) => this.#take(message))
        .on('error', (thrown) => this.#fail(gone(thrown)))
        .on('exit', () => this.#fail(gone()));
    });
  }

  /** So many threads that have opened the project; null where that does not work, or is not wanted any more. */
  static async open(
    projectPath: string,
    count: number,
    signal: AbortSignal,
    program = workerProgram(),
  ): Promise<LineThreads | null> {
    const threads = new LineThreads(projectPath, count, program);
    const onAbort = (): void =>
      threads.#fail(new GlossatorError('cancelled', 'The export was cancelled; nothing was written.'));
    signal.addEventListener('abort', onAbort);
    threads.#forget = () => signal.removeEventListener('abort', onAbort);
    if (!signal.aborted && (await threads.#isReady.promise)) return threads;
    await threads.end();
    return null;
  }

  /**
   * Whether all read from now on what a snapshot reads that was taken just now: nobody else can have had a turn in between, for this waits without
   * giving way. If not, they are of no use. `within`: milliseconds that it waits at most.
   */
  begin(moment: Moment, within = BEGINS_WITHIN): boolean {
    this.#tell({ message: 'begin', moment });
    const last = performance.now() + within;
    return this.#threads.every((_, thread) => {
      const { stand } = signsOf(thread);
      Atomics.wait(this.#signs, stand, STAND.waiting, Math.max(0, last - performance.now()));
      return Atomics.load(this.#signs, stand) === STAND.reads;
    });
  }

  /** Lets them make the lines of these documents. Gives those of one document; to be asked for all of them, in their order. */
  write(
    chosen: ChosenAnnotations,
    documents: readonly SourceDocument[],
  ): (documentId: Id) => AsyncGenerator<ReadyLines> {
    this.#places = new Map(documents.map(({ document }, place) => [document.id, place]));
    this.#tell({ message: 'write', chosen, documents });
    return (documentId) => this.#linesOf(documentId);
  }

  /** Ends them, whatever they are doing. */
  async end(): Promise<void> {
    this.#forget();
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #forget: () => void = () => undefined;

  #tell(message: ToThread): void {
    for (const thread of this.#threads) thread.postMessage(message);
  }

  async *#linesOf(documentId: Id): AsyncGenerator<ReadyLines> {
    const place = this.#places.get(documentId);
    if (place === undefined) throw new Error(`The document ${documentId} is not one of those to be written.`);
    const coming = this.#comingOf(place);
    for (;;) {
      const next = coming.lines.shift();
      if (next) {
        yield next.lines;
        this.#giveBack(next.thread, next.lines.bytes);
        continue;
      }
      if (coming.error) throw coming.error;
      if (coming.isWhole) break;
      if (this.#failure) throw this.#failure;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#coming.delete(place);
  }

  #giveBack(thread: number, { length, buffer }: Uint8Array): void {
    const memory = buffer as ArrayBuffer;
    this.#threads[thread]?.postMessage({ message: 'used', memory } satisfies ToThread, [memory]);
    const { used } = signsOf(thread);
    Atomics.add(this.#signs, used, length);
    Atomics.notify(this.#signs, used);
  }

  #comingOf(document: number): Coming {
    const known = this.#coming.get(document);
    if (known) return known;
    const coming: Coming = { lines: [], isWhole: false, error: null };
    this.#coming.set(document, coming);
    return coming;
  }

  #take(message: FromThread): void {
    if (message.message === 'ready') {
      this.#unready -= 1;
      if (this.#unready === 0) this.#isReady.resolve(true);
      return;
    }
    const coming = this.#comingOf(message.document);
    if (message.message === 'failed') coming.error = GlossatorError.fromValue(message.error);
    else if (message.lines) coming.lines.push({ thread: message.thread, lines: message.lines });
    else coming.isWhole = true;
    this.#wake();
  }

  #fail(failure: GlossatorError): void {
    this.#failure ??= failure;
    this.#isReady.resolve(false);
    this.#wake();
  }
}
