import type { TextRange } from '../../../core/text/structure.ts';

/**
 * What ends a line besides `\n`: what Unicode calls a mandatory break (vertical tab, form feed, NEL, U+2028, U+2029). It
 * stays in the text.
 */
const UNUSUAL_END = /[\v\f\u0085\u2028\u2029]/;
const LINE = /[^\n\v\f\u0085\u2028\u2029]+/g;
const FILLED = /[^\s\u0085]/;

/** The lines of a text that hold more than white space, without their ends. UTF-16 offsets, half-open. */
export function* filledLines(text: string): Generator<TextRange> {
  if (UNUSUAL_END.test(text)) {
    for (const { index, 0: line } of text.matchAll(LINE)) {
      if (FILLED.test(line)) yield { start: index, end: index + line.length };
    }
    return;
  }
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end > start && isFilled(text, start, end)) yield { start, end };
    start = end + 1;
  }
}

/** Most lines begin with a letter: then there is nothing to ask. */
function isFilled(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  return (first > 0x20 && first < 0x7f) || FILLED.test(text.slice(start, end));
}
