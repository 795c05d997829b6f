import { ID_LENGTH, TIME_LENGTH } from '../../../core/annotation/packed.ts';
import { type AnnotationRun, RUN_NUMBERS } from '../../../core/annotation/run.ts';
import { ByteGatherer } from '../byte-gatherer.ts';
import { utf8 } from './annotation-parts.ts';
import type { TextBytes } from './text-bytes.ts';

/** Bytes and annotations that room is made for at first: about what a piece of a file holds. */
const ROOM = 1_048_576;
const ANNOTATIONS = 2_048;

const BEFORE_END = utf8('[{"end":');
const BEFORE_PREFIX = utf8(',"prefix":"');
const BEFORE_QUOTE = utf8('","quote":"');
const BEFORE_START = utf8('","start":');
const BEFORE_SUFFIX = utf8(',"suffix":"');
const LAST = utf8('"}]');

/** What a line says, by where it says it. */
export interface GatheredLine {
  readonly line: Uint8Array;
  /** where in the line they begin */
  readonly id: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** UTF-16 offsets, half-open */
  readonly start: number;
  readonly end: number;
  /** where the context of the span begins and ends */
  readonly from: number;
  readonly to: number;
  /** canonical JSON in UTF-8 */
  readonly note: Uint8Array;
  /** places among those of the run */
  readonly code: number;
  readonly person: number;
}

/** Gathers annotations of one document into runs. */
export class RunGatherer {
  readonly #out = new ByteGatherer(ROOM);
  #numbers = new Uint32Array(0);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(text: TextBytes, said: GatheredLine): void {
    const { line, id, createdAt, updatedAt, start, end, from, to, note, code, person } = said;
    const out = this.#out;
    const startAt = text.placeOf(start);
    const endAt = text.placeOf(end);
    const begin = out.length;
    out.part(line, id, id + ID_LENGTH);
    out.part(line, createdAt, createdAt + TIME_LENGTH);
    out.part(line, updatedAt, updatedAt + TIME_LENGTH);
    out.part(BEFORE_END, 0, BEFORE_END.length);
    out.number(end);
    out.part(BEFORE_PREFIX, 0, BEFORE_PREFIX.length);
    out.part(text.bytes, text.placeOf(from), startAt);
    out.part(BEFORE_QUOTE, 0, BEFORE_QUOTE.length);
    out.part(text.bytes, startAt, endAt);
    out.part(BEFORE_START, 0, BEFORE_START.length);
    out.number(start);
    out.part(BEFORE_SUFFIX, 0, BEFORE_SUFFIX.length);
    out.part(text.bytes, endAt, text.placeOf(to));
    out.part(LAST, 0, LAST.length);
    const noteAt = out.length;
    out.part(note, 0, note.length);
    this.#number([start, end, code, person, begin, noteAt, out.length]);
  }

  /** What has been gathered, in memory of its own; it will not be changed. */
  take(): Pick<AnnotationRun, 'count' | 'numbers' | 'bytes'> {
    const taken = {
      count: this.#count,
      numbers: this.#numbers.subarray(0, this.#count * RUN_NUMBERS.count),
      bytes: this.#out.take(),
    };
    this.#numbers = new Uint32Array(0);
    this.#count = 0;
    return taken;
  }

  /** In the order of RUN_NUMBERS. */
  #number(numbers: readonly [number, number, number, number, number, number, number]): void {
    const at = this.#count * RUN_NUMBERS.count;
    if (at === this.#numbers.length) {
      const more = new Uint32Array(Math.max(ANNOTATIONS, this.#count * 2) * RUN_NUMBERS.count);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#numbers.set(numbers, at);
    this.#count += 1;
  }
}
