import { GlossatorError } from '../errors.ts';
import { graphemeStart } from './graphemes.ts';
import { sentenceStart } from './segments.ts';
import { BLOCK_MAX_LENGTH, type Block, type Mark, type StructuredText, type TextRange } from './structure.ts';

/** What a block is, without its place. */
export type BlockShape = Omit<Block, 'start' | 'end' | 'continues'>;

/** A text has no more blocks than this: beyond it a file is not a document but an attack or a table. */
export const BLOCK_COUNT_MAX = 4_000_000;

/** White space as the structure of a text understands it: Unicode White_Space, and the byte order mark. */
export const WHITE_SPACE = /^[\s\u0085]*$/;

/**
 * Builds a canonical text block by block, so that every reader keeps the rules of structure.ts: over-long blocks are
 * divided into continuing ones, marks are divided with them, and between blocks stands white space only.
 */
export class StructuredTextBuilder {
  readonly #parts: string[] = [];
  readonly #blocks: Block[] = [];
  readonly #marks: Mark[] = [];
  #length = 0;
  /** white space since the last block; decides whether the next one needs a newline */
  #gap = false;

  /** UTF-16 code units so far. */
  get length(): number {
    return this.#length;
  }

  get blockCount(): number {
    return this.#blocks.length;
  }

  /** The blocks so far, in order. */
  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  /**
   * Puts white space between blocks.
   * @throws RangeError where it is anything else
   */
  separate(space: string): this {
    if (!WHITE_SPACE.test(space)) throw new RangeError('only white space stands between blocks');
    if (space.length > 0) {
      this.#append(space);
      this.#gap = true;
    }
    return this;
  }

  /**
   * Appends a block. Two blocks with no white space between them get a newline. Returns the range that it took; an
   * over-long one is divided.
   * @param text UTF-16, without carriage returns; not blank, but for rules and page breaks, which hold none
   * @param marks UTF-16 offsets relative to the block's text; empty ones are left out
   * @throws GlossatorError structure-too-deep where there are more than BLOCK_COUNT_MAX
   */
  block(shape: BlockShape, text: string, marks: readonly Mark[] = []): TextRange {
    const empty = shape.kind === 'rule' || shape.kind === 'page-break';
    if (empty ? text !== '' : WHITE_SPACE.test(text)) {
      throw new RangeError(`a block of kind ${shape.kind} must ${empty ? 'hold no' : 'hold'} text`);
    }
    if (this.#blocks.length > 0 && !this.#gap) this.separate('\n');
    const start = this.#length;
    pushBlock(this.#blocks, shape, start, text);
    this.#append(text);
    this.#gap = false;
    this.#addMarks(start, text.length, marks);
    return { start, end: start + text.length };
  }

  finish(): StructuredText {
    this.#marks.sort((one, other) => one.start - other.start || other.end - one.end);
    return { text: this.#parts.join(''), blocks: this.#blocks, marks: this.#marks };
  }

  #append(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
  }

  /** Divides marks at the ends of continuing blocks: no mark crosses a block's end. */
  #addMarks(start: number, length: number, marks: readonly Mark[]): void {
    if (marks.length === 0) return;
    const pieces: TextRange[] = [];
    for (let index = this.#blocks.length - 1; index >= 0; index -= 1) {
      const piece = this.#blocks[index];
      if (!piece || piece.start < start) break;
      pieces.push(piece);
    }
    pieces.reverse();
    for (const mark of marks) {
      const from = start + Math.max(0, mark.start);
      const to = start + Math.min(length, mark.end);
      for (let at = firstEndingAfter(pieces, from); at < pieces.length; at += 1) {
        const piece = pieces[at];
        if (!piece || piece.start >= to) break;
        const pieceStart = Math.max(from, piece.start);
        const pieceEnd = Math.min(to, piece.end);
        if (pieceStart < pieceEnd) this.#marks.push({ ...mark, start: pieceStart, end: pieceEnd });
      }
    }
  }
}

/**
 * Appends the block of a text that stands at an offset; an over-long one as blocks that continue one another.
 * @throws GlossatorError structure-too-deep where there are more than BLOCK_COUNT_MAX
 */
export function pushBlock(blocks: Block[], shape: BlockShape, start: number, text: string): void {
  if (text.length <= BLOCK_MAX_LENGTH) blocks.push({ ...shape, start, end: start + text.length });
  else {
    let from = 0;
    for (const to of dividingOffsets(text)) {
      blocks.push({
        ...shape,
        start: start + from,
        end: start + to,
        ...(from > 0 ? { continues: true } : {}),
      });
      from = to;
    }
  }
  if (blocks.length <= BLOCK_COUNT_MAX) return;
  throw new GlossatorError(
    'structure-too-deep',
    `The file has more than ${BLOCK_COUNT_MAX.toLocaleString('en')} paragraphs.`,
    { remedy: 'Divide it into several files.' },
  );
}

/** Index of the first of the contiguous pieces that ends after the offset. */
function firstEndingAfter(pieces: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Where an over-long text is divided, ends of the pieces in order: after a newline, else a sentence, else a space,
 * else a grapheme cluster; at a bare code point only inside a cluster that is itself longer than a block.
 */
export function dividingOffsets(text: string, maxLength = BLOCK_MAX_LENGTH): number[] {
  const ends: number[] = [];
  let from = 0;
  while (text.length - from > maxLength) {
    // Each piece is looked at by itself, so that the work stays linear however monstrous a cluster is.
    from += dividingOffset(text.slice(from, from + maxLength + 2), maxLength);
    ends.push(from);
  }
  if (from < text.length) ends.push(text.length);
  return ends;
}

/** A piece shorter than this share of the limit is not worth a nicer end. */
const LEAST_SHARE = 0.75;

function dividingOffset(window: string, maxLength: number): number {
  const least = Math.floor(maxLength * LEAST_SHARE);
  const newline = window.lastIndexOf('\n', maxLength - 1);
  if (newline >= least) return newline + 1;
  // Only the last part is segmented: a sentence that begins before it is of no use.
  const sentence = sentenceStart(window.slice(least), maxLength - least);
  const nice = sentence > 0 ? least + sentence : wordStart(window, least, maxLength);
  const whole = graphemeStart(window, nice);
  if (whole > 0) return whole;
  const unit = window.charCodeAt(maxLength);
  return unit >= 0xdc00 && unit <= 0xdfff ? maxLength - 1 : maxLength;
}

/** The last place after white space between the two offsets; the latter where there is none. */
function wordStart(window: string, least: number, most: number): number {
  for (let at = most; at > least; at -= 1) {
    if (/\s/.test(window.charAt(at - 1)) && !/\s/.test(window.charAt(at))) return at;
  }
  return most;
}
