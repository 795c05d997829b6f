import { snapToGraphemes } from '../../src/core/text/graphemes.ts';
import type { TextRange } from '../../src/core/text/structure.ts';
import type { Chance } from './random.ts';

/** Ranges for `count` annotations: starts spread over the text, each with one to `depth` of different extents on it. */
export function* places(chance: Chance, text: string, count: number, depth: number): Generator<TextRange> {
  const stacks = Math.max(1, Math.ceil((count * 2) / (depth + 1)));
  const step = text.length / stacks;
  let made = 0;
  for (let stack = 0; made < count; stack++) {
    const from = Math.floor((stack % stacks) * step) + chance.int(0, Math.max(0, Math.floor(step) - 1));
    for (let level = chance.int(1, depth); level > 0 && made < count; level--, made++) {
      const start = Math.min(from + chance.int(0, 12), text.length - 1);
      const range = snapToGraphemes(text, {
        start,
        end: Math.min(text.length, start + chance.int(4, 30) * level),
      });
      if (range.end > range.start) yield range;
    }
  }
}
