import { ID_LENGTH, TIME_LENGTH } from '../../../core/annotation/packed.ts';
import { type AnnotationRun, RUN_NUMBERS } from '../../../core/annotation/run.ts';
import { utf8 } from './annotation-parts.ts';
import type { TextBytes } from './text-bytes.ts';

/** Bytes and annotations that room is made for at first: about what a piece of a file holds. */
const ROOM = 1_048_576;
const ANNOTATIONS = 2_048;
/** Bytes of an annotation beside its span's text and its note, at most. */
const BESIDE = 256;
/** Up to so many bytes, copying them one after another is quicker than naming the part to be copied. */
const COPIED_BY_HAND = 96;

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
  #numbers = new Uint32Array(0);
  #room = Buffer.alloc(0);
  #count = 0;
  #at = 0;

  get count(): number {
    return this.#count;
  }

  add(
    text: TextBytes,
    { line, id, createdAt, updatedAt, start, end, from, to, note, code, person }: GatheredLine,
  ): void {
    const prefixAt = text.placeOf(from);
    const startAt = text.placeOf(start);
    const endAt = text.placeOf(end);
    const suffixTo = text.placeOf(to);
    this.#makeRoom(suffixTo - prefixAt + note.length + BESIDE);
    const begin = this.#at;
    this.#copy(line, id, id + ID_LENGTH);
    this.#copy(line, createdAt, createdAt + TIME_LENGTH);
    this.#copy(line, updatedAt, updatedAt + TIME_LENGTH);
    this.#copy(BEFORE_END, 0, BEFORE_END.length);
    this.#digits(end);
    this.#copy(BEFORE_PREFIX, 0, BEFORE_PREFIX.length);
    this.#copy(text.bytes, prefixAt, startAt);
    this.#copy(BEFORE_QUOTE, 0, BEFORE_QUOTE.length);
    this.#copy(text.bytes, startAt, endAt);
    this.#copy(BEFORE_START, 0, BEFORE_START.length);
    this.#digits(start);
    this.#copy(BEFORE_SUFFIX, 0, BEFORE_SUFFIX.length);
    this.#copy(text.bytes, endAt, suffixTo);
    this.#copy(LAST, 0, LAST.length);
    const noteAt = this.#at;
    this.#copy(note, 0, note.length);
    const at = this.#count * RUN_NUMBERS.count;
    const numbers = this.#numbers;
    numbers[at + RUN_NUMBERS.start] = start;
    numbers[at + RUN_NUMBERS.end] = end;
    numbers[at + RUN_NUMBERS.code] = code;
    numbers[at + RUN_NUMBERS.person] = person;
    numbers[at + RUN_NUMBERS.from] = begin;
    numbers[at + RUN_NUMBERS.note] = noteAt;
    numbers[at + RUN_NUMBERS.to] = this.#at;
    this.#count += 1;
  }

  /** What has been gathered, in memory of its own; it will not be changed. */
  take(): Pick<AnnotationRun, 'count' | 'numbers' | 'bytes'> {
    const taken = {
      count: this.#count,
      numbers: this.#numbers.subarray(0, this.#count * RUN_NUMBERS.count),
      bytes: this.#room.subarray(0, this.#at),
    };
    this.#numbers = new Uint32Array(0);
    this.#room = Buffer.alloc(0);
    this.#count = 0;
    this.#at = 0;
    return taken;
  }

  #makeRoom(length: number): void {
    if (this.#at + length > this.#room.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(ROOM, (this.#at + length) * 2));
      larger.set(this.#room.subarray(0, this.#at));
      this.#room = larger;
    }
    if ((this.#count + 1) * RUN_NUMBERS.count <= this.#numbers.length) return;
    const more = new Uint32Array(Math.max(ANNOTATIONS, this.#count * 2) * RUN_NUMBERS.count);
    more.set(this.#numbers);
    this.#numbers = more;
  }

  #copy(bytes: Uint8Array, from: number, to: number): void {
    const room = this.#room;
    if (to - from > COPIED_BY_HAND) {
      room.set(bytes.subarray(from, to), this.#at);
      this.#at += to - from;
      return;
    }
    let at = this.#at;
    for (let i = from; i < to; i++) room[at++] = bytes[i] as number;
    this.#at = at;
  }

  #digits(number: number): void {
    this.#at += this.#room.write(String(number), this.#at, 'latin1');
  }
}
