import { Worker } from 'node:worker_threads';
import { GlossatorError } from '../../../core/errors.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import type { MailContent } from '../../../formats/documents/eml/attachments.ts';
import { readDocument, readerOf } from '../../../formats/documents/index.ts';
import { crashError, timeError } from './failure.ts';
import type { ReadAnswer, ReadRequest, WorkerRequest } from './protocol.ts';

type Success = Extract<ReadAnswer, { readonly ok: true }>;

/** What one file may cost the thread that reads it. */
export interface ReadingLimits {
  readonly milliseconds: number;
  /** and for each MB of the file */
  readonly millisecondsPerMegabyte: number;
  /** of the thread's JavaScript heap; bytes outside it are held to the readers' own limits */
  readonly heapMegabytes: number;
  /** an idle thread is let go after so long */
  readonly idleMilliseconds: number;
}

const READING_LIMITS: ReadingLimits = {
  milliseconds: 60_000,
  millisecondsPerMegabyte: 2_000,
  heapMegabytes: 768,
  idleMilliseconds: 30_000,
};

/**
 * Where the thread's program is: beside this module in the source; as an entry of its own in the build, whose modules all
 * stand one folder below `out/`.
 */
function workerProgram(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? './worker.ts' : '../readers/index.js', here);
}

/**
 * Reads files in a thread of its own, one after the other, which is kept warm. A file on which it hangs, crashes or runs
 * out of memory yields an error for that file, and the next one gets a new thread.
 */
export class IsolatedReader {
  readonly #limits: ReadingLimits;
  readonly #program: URL;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(limits: ReadingLimits = READING_LIMITS, program = workerProgram()) {
    this.#limits = limits;
    this.#program = program;
  }

  /**
   * @throws GlossatorError what the reader throws; reader-timeout, reader-memory, reader-failed; cancelled, at once,
   *   whatever the reader is doing
   */
  async read(request: ReadRequest, signal?: AbortSignal): Promise<ParsedDocument> {
    const answer = await this.#inTurn(request, signal);
    if ('document' in answer) return answer.document;
    throw new Error('The thread answered with something else than the document that it was asked for.');
  }

  /** What is attached to a mail; as `read`. */
  async attachments(bytes: Uint8Array, fileName: string, signal?: AbortSignal): Promise<MailContent> {
    const answer = await this.#inTurn({ bytes, fileName, wanted: 'attachments' }, signal);
    if ('mail' in answer) return answer.mail;
    throw new Error('The thread answered with something else than the attachments that it was asked for.');
  }

  #inTurn(request: WorkerRequest, signal: AbortSignal | undefined): Promise<Success> {
    const turn = this.#last.then(() => this.#readNow(request, signal));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the thread, whatever it is doing. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #readNow(request: WorkerRequest, signal: AbortSignal | undefined): Promise<Success> {
    if (signal?.aborted) throw cancelled();
    const answer = await this.#ask(request, signal);
    if (!answer.ok) throw GlossatorError.fromValue(answer.error);
    return answer;
  }

  async #ask(request: WorkerRequest, signal: AbortSignal | undefined): Promise<ReadAnswer> {
    clearTimeout(this.#idle);
    const worker = this.#running();
    worker.ref();
    const { promise, resolve, reject } = Promise.withResolvers<ReadAnswer>();
    const onAbort = (): void => reject(cancelled());
    const onError = (thrown: unknown): void => reject(crashError(thrown, request.fileName));
    const onExit = (): void => onError(new Error('the thread ended'));
    const seconds = this.#secondsFor(request);
    const timer = setTimeout(() => reject(timeError(seconds, request.fileName)), seconds * 1_000);
    worker.on('message', resolve).on('error', onError).on('exit', onExit);
    signal?.addEventListener('abort', onAbort);
    try {
      worker.postMessage(request);
      const answer = await promise;
      worker.unref();
      this.#idle = setTimeout(() => void this.close(), this.#limits.idleMilliseconds).unref();
      return answer;
    } catch (thrown) {
      await this.close();
      throw thrown;
    } finally {
      clearTimeout(timer);
      worker.off('message', resolve).off('error', onError).off('exit', onExit);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #secondsFor({ bytes }: ReadRequest): number {
    const { milliseconds, millisecondsPerMegabyte } = this.#limits;
    return Math.ceil((milliseconds + (bytes.length / 1_048_576) * millisecondsPerMegabyte) / 1_000);
  }

  #running(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(this.#program, {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heapMegabytes, maxYoungGenerationSizeMb: 64 },
      env: {},
    });
    // An idle thread that ends by itself is nobody's error; one that reads has listeners of its own.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    this.#worker = worker;
    return worker;
  }
}

function cancelled(): GlossatorError {
  return new GlossatorError('cancelled', 'Reading the file was cancelled.');
}

const shared = new IsolatedReader();

/**
 * Reads a document's bytes as `readDocument` does, in a thread of its own but for formats whose readers are quick and
 * cannot fail (`inProcess`).
 * @throws GlossatorError what `readDocument` throws; reader-timeout, reader-memory, reader-failed, cancelled
 */
export function readIsolated(request: ReadRequest, signal?: AbortSignal): Promise<ParsedDocument> {
  if (readerOf(request).inProcess) return readDocument(request);
  return shared.read(request, signal);
}

/**
 * What is attached to a mail, which is parsed in that thread too.
 * @throws GlossatorError structure-too-deep, file-damaged; reader-timeout, reader-memory, reader-failed, cancelled
 */
export function attachmentsIsolated(
  bytes: Uint8Array,
  fileName: string,
  signal?: AbortSignal,
): Promise<MailContent> {
  return shared.attachments(bytes, fileName, signal);
}
