import type { Pace, Progress } from '../../contract/messages.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';

/** How far the work is is told every so many milliseconds, or … */
const TELL_EVERY = 100;
/** … when this share more is done: oftener, those who are told would be kept busy by it. */
const TELL_SHARE = 0.01;
/** The rate is that of the last so many milliseconds: files that are there already go by a hundred times as fast. */
const WINDOW = 10_000;
/** Before so many milliseconds nothing is said of what is left. */
const SETTLING = 1_000;

export interface Work {
  readonly files: number;
  readonly bytes: number;
}

interface Mark extends Work {
  readonly at: number;
}

/**
 * How far an import is, how fast it goes and how long it will take, told a few times a second. `now` gives milliseconds of
 * any clock that never goes back.
 */
export class ImportPace {
  readonly #total: Work;
  readonly #context: JobContext;
  readonly #phase: Progress['phase'];
  readonly #now: () => number;
  readonly #begun: number;
  #done: Work = { files: 0, bytes: 0 };
  #alreadyHere = 0;
  /** the states of the last WINDOW, one for each time it was told; the first may be older */
  #marks: Mark[] = [];
  #told: Mark = { at: Number.NEGATIVE_INFINITY, files: 0, bytes: 0 };

  constructor(
    total: Work,
    context: JobContext,
    phase: 'import' | 'preview',
    now: () => number = () => performance.now(),
  ) {
    this.#total = total;
    this.#context = context;
    this.#phase = phase;
    this.#now = now;
    this.#begun = now();
  }

  /** So many bytes more have been dealt with. Raises `cancelled` where the work is to end. */
  follow(bytes: number, detail: string): void {
    stopIfCancelled(this.#context.signal, `The ${this.#phase} was cancelled.`);
    this.#done = { ...this.#done, bytes: this.#done.bytes + bytes };
    this.#tell(detail);
  }

  /** A file has been dealt with. */
  fileDone(): void {
    this.#done = { ...this.#done, files: this.#done.files + 1 };
    if (this.#done.files === this.#total.files) this.#tell('', true);
  }

  /** A file or a part of one was found to be in the project. */
  alreadyHere(): void {
    this.#alreadyHere += 1;
  }

  #tell(detail: string, now = false): void {
    const at = this.#now();
    if (!now && at - this.#told.at < TELL_EVERY && !this.#muchMore()) return;
    this.#told = { at, ...this.#done };
    this.#context.onProgress(this.#progress(at, detail));
  }

  #muchMore(): boolean {
    return (['files', 'bytes'] as const).some(
      (of) => this.#done[of] - this.#told[of] >= Math.max(1, this.#total[of] * TELL_SHARE),
    );
  }

  #progress(at: number, detail: string): Progress {
    const { files, bytes } = this.#done;
    return {
      phase: this.#phase,
      done: bytes,
      total: this.#total.bytes,
      detail,
      pace: this.#pace({ at, files, bytes }),
    };
  }

  #pace(mark: Mark): Pace {
    this.#marks.push(mark);
    // One mark from before the window stays, so that the rate is of the whole of it.
    while ((this.#marks[1]?.at ?? Number.POSITIVE_INFINITY) <= mark.at - WINDOW) this.#marks.shift();
    const from = this.#marks.length > 1 ? this.#marks[0] : { at: this.#begun, files: 0, bytes: 0 };
    const seconds = (mark.at - (from?.at ?? 0)) / 1_000;
    const per = (count: number): number => (seconds > 0 ? count / seconds : 0);
    const rate = { files: per(mark.files - (from?.files ?? 0)), bytes: per(mark.bytes - (from?.bytes ?? 0)) };
    const settled = mark.at - this.#begun >= SETTLING;
    return {
      files: mark.files,
      totalFiles: this.#total.files,
      alreadyHere: this.#alreadyHere,
      filesPerSecond: rate.files,
      bytesPerSecond: rate.bytes,
      secondsLeft: settled ? secondsLeft(this.#total, mark, rate) : null,
    };
  }
}

/** By the bytes that are left and by the files, whichever takes longer: small files cost more than their bytes. */
function secondsLeft(total: Work, done: Work, rate: Work): number | null {
  const left = (of: keyof Work): number | null =>
    total[of] <= done[of] ? 0 : rate[of] > 0 ? (total[of] - done[of]) / rate[of] : null;
  const [files, bytes] = [left('files'), left('bytes')];
  if (files === null && bytes === null) return null;
  return Math.max(files ?? 0, bytes ?? 0);
}
