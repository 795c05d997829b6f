import type { TextRange } from '../../../core/text/structure.ts';

/**
 * What ends a line: `\n`, and what else Unicode calls a mandatory break (vertical tab, form feed, NEL, U+2028, U+2029),
 * which stays in the text.
 */
const LINE = /[^\n\v\f\u0085\u2028\u2029]+/g;
const FILLED = /[^\s\u0085]/;

/** The lines of a text that hold more than white space, without their ends. UTF-16 offsets, half-open. */
export function* filledLines(text: string): Generator<TextRange> {
  for (const { index, 0: line } of text.matchAll(LINE)) {
    if (FILLED.test(line)) yield { start: index, end: index + line.length };
  }
}
