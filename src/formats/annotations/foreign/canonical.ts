import { pushBlock } from '../../../core/text/blocks.ts';
import type { Block, StructuredText } from '../../../core/text/structure.ts';
import { filledLines } from '../../documents/txt/lines.ts';

/** How many of the ascending numbers are less than the limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A text as a foreign file has it, made canonical (newlines are `\n`), with the way from the file's offsets to ours.
 * Offsets that lie outside the text stay as far outside as they were, so that whoever checks them sees it.
 */
export class CanonicalText {
  readonly text: string;
  /** indices in the file's text of carriage returns that were left out */
  readonly #removed: readonly number[];
  /** places in code points of the file's characters beyond the BMP */
  #astral: readonly number[] | undefined;
  readonly #raw: string;

  constructor(raw: string) {
    this.#raw = raw;
    this.#removed = raw.includes('\r') ? [...raw.matchAll(/\r(?=\n)/g)].map(({ index }) => index) : [];
    this.text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  }

  /** Ours for an offset in UTF-16 code units of the file's text. */
  utf16(offset: number): number {
    return this.#removed.length === 0 ? offset : offset - countBelow(this.#removed, offset);
  }

  /** Ours for an offset in code points of the file's text. */
  codePoint(offset: number): number {
    this.#astral ??= [...this.#raw.matchAll(/[\u{10000}-\u{10FFFF}]/gu)].map(({ index }, before) => index - before);
    return this.utf16(this.#astral.length === 0 ? offset : offset + countBelow(this.#astral, offset));
  }

  /** Each line that is not blank a paragraph. */
  structured(): StructuredText {
    const blocks: Block[] = [];
    for (const { start, end } of filledLines(this.text)) {
      pushBlock(blocks, { kind: 'paragraph' }, start, this.text.slice(start, end));
    }
    return { text: this.text, blocks, marks: [] };
  }
}
