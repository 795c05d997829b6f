import { GlossatorError } from '../../../core/errors.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { WritePolicy } from './format.ts';

export interface Chosen<R extends TextRange> {
  /** not overlapping, in text order; under 'split' what is left of each */
  readonly ranges: readonly R[];
  /** how many were left out, whole or in part */
  readonly left: number;
}

/**
 * Ranges that do not overlap: of those that do the longest are kept (of equals the first), or the first, or each later one is cut
 * to what is free at its end.
 * @throws GlossatorError invalid-input where the policy is 'refuse' and some overlap
 */
export function withoutOverlaps<R extends TextRange>(ranges: readonly R[], policy: WritePolicy): Chosen<R> {
  const inOrder = ranges.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: R[] = [];
  let left = 0;
  for (const range of inOrder) {
    const last = kept.at(-1);
    if (!last || range.start >= last.end) {
      kept.push(range);
      continue;
    }
    left += 1;
    if (policy === 'refuse') {
      throw new GlossatorError('invalid-input', 'Annotations overlap, which the format cannot hold.', {
        remedy: 'Choose what is to become of overlapping annotations.',
      });
    }
    if (policy === 'split' && range.end > last.end) kept.push({ ...range, start: last.end });
    else if (policy === 'longest' && range.end - range.start > last.end - last.start) {
      kept[kept.length - 1] = range;
      // Longer than the one it replaces, it may reach back over none: it starts no earlier.
    }
  }
  return { ranges: kept, left };
}
