import { StructuredTextBuilder } from '../../../core/text/blocks.ts';
import type { StructuredText } from '../../../core/text/structure.ts';
import { withNewlines } from '../encoding/decode.ts';

const BLANK = /^[\s\u0085]*$/;
const QUOTED = /^(?:>[ \t]?)+/;
/** deeper quotation is nothing that anybody wrote */
const MAX_QUOTE = 20;

/** A line without its signs of quotation, and how many these were. */
function unquoted(line: string): { readonly text: string; readonly quote: number } {
  const signs = QUOTED.exec(line)?.[0] ?? '';
  // “>From” is how mailboxes hide a line that begins with “From”.
  if (signs === '>' && line.startsWith('>From ')) return { text: line.slice(1), quote: 0 };
  return { text: line.slice(signs.length), quote: Math.min(MAX_QUOTE, signs.replace(/[ \t]/g, '').length) };
}

/**
 * The plain text of a message: each line that is not blank a block, as in plain text; the signs before quoted lines become
 * depth of quotation.
 */
export function plainBody(source: string): StructuredText {
  const builder = new StructuredTextBuilder();
  let gap = '';
  for (const line of withNewlines(source.toWellFormed()).split('\n')) {
    const { text, quote } = unquoted(line);
    if (!BLANK.test(text)) {
      builder.separate(gap).block({ kind: 'paragraph', ...(quote > 0 ? { quote } : {}) }, text);
      gap = '\n';
    } else if (builder.blockCount > 0) gap += '\n';
  }
  return builder.finish();
}
