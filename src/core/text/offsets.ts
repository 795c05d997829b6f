import { GlossatorError } from '../errors.ts';

/**
 * Exact conversion between the units in which formats count text. UTF-16 code units are Glossator's own; brat, spaCy
 * and doccano count code points; Taguette counts UTF-8 bytes. A lone surrogate is one code point and three bytes
 * (WTF-8). An offset that falls inside a character of the other unit has no counterpart: that is an error, never
 * rounded.
 */

export type OffsetUnit = 'utf-16' | 'code-point' | 'utf-8';

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** UTF-16 code units of the code point at the index: 1, or 2 for a surrogate pair. */
function unitsAt(text: string, index: number): 1 | 2 {
  return isHigh(text.charCodeAt(index)) && isLow(text.charCodeAt(index + 1)) ? 2 : 1;
}

/** UTF-8 bytes of the code point that starts at the index; a lone surrogate takes 3. */
function bytesAt(text: string, index: number, units: 1 | 2): number {
  if (units === 2) return 4;
  const unit = text.charCodeAt(index);
  return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
}

/** Number of Unicode code points; a lone surrogate counts as one. */
export function codePointLength(text: string): number {
  let count = text.length;
  for (let index = 0; index < text.length; index += 1) {
    if (isHigh(text.charCodeAt(index)) && isLow(text.charCodeAt(index + 1))) {
      count -= 1;
      index += 1;
    }
  }
  return count;
}

/** Number of bytes in UTF-8; a lone surrogate counts as three (WTF-8). */
export function utf8Length(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; ) {
    const units = unitsAt(text, index);
    count += bytesAt(text, index, units);
    index += units;
  }
  return count;
}

/** A walk over a text that knows its place in all three units at once. */
interface Walk {
  utf16: number;
  codePoint: number;
  utf8: number;
}

const PLACE = { 'utf-16': 'utf16', 'code-point': 'codePoint', 'utf-8': 'utf8' } as const;

function advance(text: string, walk: Walk): void {
  const units = unitsAt(text, walk.utf16);
  walk.utf8 += bytesAt(text, walk.utf16, units);
  walk.utf16 += units;
  walk.codePoint += 1;
}

/** Walks until the place reaches the offset in the unit; fails where it cannot stand exactly there. */
function walkTo(text: string, walk: Walk, unit: OffsetUnit, offset: number): void {
  const place = PLACE[unit];
  while (walk[place] < offset && walk.utf16 < text.length) advance(text, walk);
  if (walk[place] === offset) return;
  throw walk[place] < offset
    ? new GlossatorError(
        'offset-outside-text',
        `Offset ${offset} (${unit}) lies beyond the text, which is ${walk[place]} long.`,
        { place: { offset } },
      )
    : new GlossatorError('offset-inside-character', `Offset ${offset} (${unit}) falls inside a character.`, {
        place: { offset },
      });
}

function requireOffset(offset: number, unit: OffsetUnit): void {
  if (Number.isSafeInteger(offset) && offset >= 0) return;
  throw new GlossatorError('offset-outside-text', `${offset} (${unit}) is not an offset.`);
}

/**
 * Converts offsets that do not decrease in one pass over the text.
 * @throws GlossatorError offset-outside-text, offset-inside-character; RangeError where an offset is less than the one before
 */
export function convertSortedOffsets(
  text: string,
  offsets: Iterable<number>,
  from: OffsetUnit,
  to: OffsetUnit,
): number[] {
  const walk: Walk = { utf16: 0, codePoint: 0, utf8: 0 };
  const converted: number[] = [];
  for (const offset of offsets) {
    requireOffset(offset, from);
    if (offset < walk[PLACE[from]]) throw new RangeError('offsets to convert in one pass must not decrease');
    walkTo(text, walk, from, offset);
    converted.push(walk[PLACE[to]]);
  }
  return converted;
}

/** Code points (or bytes) are counted anew at every so many code units, so that any offset is at most this far off. */
const STRIDE = 512;

/** Converts single offsets of one text in any order. Built in one pass; then each takes a short walk. */
export class OffsetIndex {
  readonly #text: string;
  /** places in all units at each stop: utf-16, code point, utf-8, utf-16, … */
  readonly #stops: Float64Array;

  constructor(text: string) {
    this.#text = text;
    const stops: number[] = [];
    const walk: Walk = { utf16: 0, codePoint: 0, utf8: 0 };
    for (;;) {
      stops.push(walk.utf16, walk.codePoint, walk.utf8);
      const until = walk.utf16 + STRIDE;
      if (until >= text.length) break;
      while (walk.utf16 < until) advance(text, walk);
    }
    this.#stops = Float64Array.from(stops);
  }

  /**
   * The same place counted in another unit.
   * @throws GlossatorError offset-outside-text, offset-inside-character
   */
  convert(offset: number, from: OffsetUnit, to: OffsetUnit): number {
    requireOffset(offset, from);
    return this.#walk(offset, from)[PLACE[to]];
  }

  #walk(offset: number, from: OffsetUnit): Walk {
    const column = from === 'utf-16' ? 0 : from === 'code-point' ? 1 : 2;
    let low = 0;
    let high = this.#stops.length / 3 - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#stops[middle * 3 + column] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const at = low * 3;
    const walk: Walk = {
      utf16: this.#stops[at] ?? 0,
      codePoint: this.#stops[at + 1] ?? 0,
      utf8: this.#stops[at + 2] ?? 0,
    };
    walkTo(this.#text, walk, from, offset);
    return walk;
  }
}
