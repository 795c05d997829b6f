import type { ParsedDocument } from '../../../core/text/parsed.ts';
import type { Block } from '../../../core/text/structure.ts';

/**
 * A parsed document as lines to compare in tests: one a block, its shape before its text, `*` and the reason before
 * what is proposed for cutting (`~` where it is not selected).
 */
export function outlineOf(document: ParsedDocument): string[] {
  return document.blocks.map((block) => {
    const cut = document.cuts.find(({ start, end }) => start <= block.start && block.end <= end);
    const proposal = cut ? `${cut.selected ? '*' : '~'}${cut.reason} ` : '';
    return `${proposal}${shapeOf(block)} ${document.text.slice(block.start, block.end)}`.trimEnd();
  });
}

const SIGNS: Readonly<Record<Block['kind'], string>> = {
  paragraph: 'p',
  heading: 'h',
  'list-item': 'li',
  preformatted: 'pre',
  caption: 'caption',
  rule: 'hr',
  'page-break': 'page',
};

function shapeOf({ kind, level, ordinal, quote, cell, continues }: Block): string {
  const place = cell
    ? `[${cell.table}:${cell.row},${cell.column}${cell.header ? 'h' : ''}${cell.columnSpan ? `+${cell.columnSpan}` : ''}]`
    : '';
  return `${SIGNS[kind]}${level ?? ''}${ordinal === undefined ? '' : `#${ordinal}`}${quote ? `>${quote}` : ''}${place}${continues ? '+' : ''}`;
}

/** The marks of a document: kind, text and for links the address. */
export function marksIn(document: ParsedDocument): string[] {
  return document.marks.map(
    ({ kind, start, end, href }) => `${kind} ${document.text.slice(start, end)}${href ? ` → ${href}` : ''}`,
  );
}
