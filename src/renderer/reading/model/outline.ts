import type { TextRange } from '../../../core/text/structure.ts';

/** Which of ranges in order holds the offset: the last that starts at or before it; 0 where all start after it. */
export function placeOf(ranges: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = ranges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ranges[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
