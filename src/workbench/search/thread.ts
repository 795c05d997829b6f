import { Worker } from 'node:worker_threads';
import { GlossatorError } from '../../core/errors.ts';
import { SIGNS, type ThreadAnswer, type ThreadBeginning } from './protocol.ts';

/** All in milliseconds. */
export interface ThreadLimits {
  /** a thread whose answer is not wanted any more is ended if it has not given way after so long */
  readonly givesWay: number;
  /** and one that does not come along for so long, where its task might never end */
  readonly comesAlong: number;
  /** an idle one is let go after so long */
  readonly idle: number;
}

/** How often within the time that it is given it is looked whether a thread has come along. */
const LOOKS = 20;

/** Texts that are read through are garbage at once: a small nursery is as quick, and 150 MB less than what grows by itself. */
const YOUNG_MB = 12;

/** Where both sides of a thread find what it works on. */
export type SearchPlace = Omit<ThreadBeginning, 'signs'>;

export function searchCancelled(): GlossatorError {
  return new GlossatorError('cancelled', 'The search was cancelled.');
}

/** One thread with one task at a time. It begins with a task, and ends when it has been idle for long; the next task begins another. */
export class SearchThread<Task> {
  readonly #program: URL;
  readonly #limits: ThreadLimits;
  readonly #beginning: ThreadBeginning;
  readonly #signs: Int32Array;
  #worker: Worker | null = null;
  #idle: NodeJS.Timeout | undefined;
  #isFree = true;
  /** the last one that was ended */
  #ended: Promise<unknown> = Promise.resolve();

  constructor(program: URL, place: SearchPlace, limits: ThreadLimits) {
    this.#program = program;
    this.#limits = limits;
    const signs = new SharedArrayBuffer(SIGNS.count * Int32Array.BYTES_PER_ELEMENT);
    this.#beginning = { ...place, signs };
    this.#signs = new Int32Array(signs);
  }

  /** Whether it can take a task. */
  get isFree(): boolean {
    return this.#isFree;
  }

  /** Whether it has begun, and has not ended since. */
  get runs(): boolean {
    return this.#worker !== null;
  }

  /** Ends the thread, whatever it is doing. */
  async end(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    if (worker) this.#ended = worker.terminate();
    await this.#ended;
  }

  /**
   * @param freed called when it can take the next task, which may be long after its answer is not waited for any more
   * @param stuck what is raised where the thread does not come along; without it, it may take its time
   * @throws GlossatorError what the task throws; `cancelled`, at once, whatever the thread is doing
   */
  async ask(
    task: Task,
    signal: AbortSignal,
    freed: () => void,
    stuck?: () => GlossatorError,
  ): Promise<unknown> {
    if (!this.#isFree) throw new Error('The thread has a task already.');
    this.#isFree = false;
    const worker = this.#running();
    const answered = answerOf(worker);
    const interrupted = Promise.withResolvers<never>();
    let giving: NodeJS.Timeout | undefined;
    const onAbort = (): void => {
      Atomics.store(this.#signs, SIGNS.stop, 1);
      giving = setTimeout(() => void this.end(), this.#limits.givesWay);
      interrupted.reject(searchCancelled());
    };
    const watch = stuck && this.#watch(() => interrupted.reject(stuck()));
    signal.addEventListener('abort', onAbort);
    const done = (): void => {
      clearTimeout(giving);
      clearInterval(watch);
      signal.removeEventListener('abort', onAbort);
      this.#isFree = true;
      freed();
    };
    void answered
      .then(
        () => this.#rest(worker),
        () => this.end(),
      )
      .then(done);
    worker.postMessage(task);
    const answer = await Promise.race([answered, interrupted.promise]);
    if (answer.ok) return answer.value;
    throw GlossatorError.fromValue(answer.error);
  }

  /** Ends a thread that does not come along, and says so. */
  #watch(onStuck: () => void): NodeJS.Timeout {
    const { comesAlong } = this.#limits;
    let pulse = Atomics.load(this.#signs, SIGNS.pulse);
    let since = performance.now();
    return setInterval(() => {
      const now = Atomics.load(this.#signs, SIGNS.pulse);
      if (now !== pulse) {
        pulse = now;
        since = performance.now();
      } else if (performance.now() - since >= comesAlong) {
        onStuck();
        void this.end();
      }
    }, comesAlong / LOOKS);
  }

  /** It keeps no process alive while it is idle. */
  #rest(worker: Worker): void {
    worker.unref();
    this.#idle = setTimeout(() => void this.end(), this.#limits.idle).unref();
  }

  #running(): Worker {
    clearTimeout(this.#idle);
    Atomics.store(this.#signs, SIGNS.stop, 0);
    if (this.#worker) {
      this.#worker.ref();
      return this.#worker;
    }
    const worker = new Worker(this.#program, {
      workerData: this.#beginning,
      env: {},
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    // One that ends while it is idle is nobody's error; one that has a task has listeners of its own.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
    });
    this.#worker = worker;
    return worker;
  }
}

/** The next answer of the thread. Rejects where it ends before. */
function answerOf(worker: Worker): Promise<ThreadAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
  const onExit = (): void => reject(new Error('The thread that searches ended before its work did.'));
  worker.on('message', resolve).on('error', reject).on('exit', onExit);
  const deaf = (): void => {
    worker.off('message', resolve).off('error', reject).off('exit', onExit);
  };
  promise.then(deaf, deaf);
  return promise;
}
