import type { TextRange } from '../../../core/text/structure.ts';
import { utf8 } from './annotation-parts.ts';

/** Bytes that are made room for at a time. */
const ROOM = 262_144;
/** Bytes of offsets and of what stands between the parts, at most. */
const BETWEEN = 96;

const BEFORE_END = utf8('[{"end":');
const BEFORE_PREFIX = utf8(',"prefix":"');
const BEFORE_QUOTE = utf8('","quote":"');
const BEFORE_START = utf8('","start":');
const BEFORE_SUFFIX = utf8(',"suffix":"');
const LAST = utf8('"}]');

/** Makes the canonical JSON of spans, one a list, from the bytes of their text; many in one piece of memory. */
export class SpansBytes {
  #room = Buffer.allocUnsafeSlow(ROOM);
  #at = 0;

  /** `parts`: where in `text`, which is JSON, the prefix, the quotation and the suffix begin, and where that ends. */
  of(
    { start, end }: TextRange,
    text: Uint8Array,
    parts: readonly [number, number, number, number],
  ): Uint8Array {
    const [prefixAt, startAt, endAt, suffixTo] = parts;
    const length = suffixTo - prefixAt + BETWEEN;
    if (this.#at + length > this.#room.length) {
      this.#room = Buffer.allocUnsafeSlow(Math.max(ROOM, length));
      this.#at = 0;
    }
    const from = this.#at;
    this.#copy(BEFORE_END, 0, BEFORE_END.length);
    this.#digits(end);
    this.#copy(BEFORE_PREFIX, 0, BEFORE_PREFIX.length);
    this.#copy(text, prefixAt, startAt);
    this.#copy(BEFORE_QUOTE, 0, BEFORE_QUOTE.length);
    this.#copy(text, startAt, endAt);
    this.#copy(BEFORE_START, 0, BEFORE_START.length);
    this.#digits(start);
    this.#copy(BEFORE_SUFFIX, 0, BEFORE_SUFFIX.length);
    this.#copy(text, endAt, suffixTo);
    this.#copy(LAST, 0, LAST.length);
    return this.#room.subarray(from, this.#at);
  }

  #copy(bytes: Uint8Array, from: number, to: number): void {
    const room = this.#room;
    let at = this.#at;
    for (let i = from; i < to; i++) room[at++] = bytes[i] as number;
    this.#at = at;
  }

  #digits(number: number): void {
    this.#at += this.#room.write(String(number), this.#at, 'latin1');
  }
}
