import type { TextRecord } from '../../core/project/records.ts';
import type { ExportSource } from './source.ts';

/** Positions of the second halves of all surrogate pairs of a text, ascending: UTF-16 offsets. */
function lowHalves(text: string): Uint32Array {
  const positions: number[] = [];
  // Unit by unit, which is much quicker than by a regular expression.
  for (let i = 1; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) !== 0xdc00 || (text.charCodeAt(i - 1) & 0xfc00) !== 0xd800) continue;
    positions.push(i);
  }
  return Uint32Array.from(positions);
}

/**
 * Converts UTF-16 offsets of a text to code points, one after another in any order: sets have millions. An offset counts the
 * surrogate pairs before it; it must not stand inside one. (`OffsetIndex` knows other units too and walks to each
 * offset, which is slower.)
 */
export function codePointCounter(text: string): (utf16: number) => number {
  const lows = lowHalves(text);
  if (lows.length === 0) return (utf16) => utf16;
  return (utf16) => {
    let low = 0;
    let high = lows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((lows[middle] as number) < utf16) low = middle + 1;
      else high = middle;
    }
    return utf16 - low;
  };
}

/** As `codePointCounter`; the text is read only where it has surrogate pairs, and not before the first offset is asked for. */
export function codePointsOf(
  source: Pick<ExportSource, 'chunks'>,
  text: TextRecord,
): (utf16: number) => number {
  if (text.codePoints === text.length) return (utf16) => utf16;
  let count: ((utf16: number) => number) | undefined;
  return (utf16) => {
    count ??= codePointCounter(Array.from(source.chunks(text.id), (chunk) => chunk.text).join(''));
    return count(utf16);
  };
}
