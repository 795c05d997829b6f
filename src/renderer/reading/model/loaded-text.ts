import type { ChunkOutline, TextRange } from '../../../core/text/structure.ts';
import type { LoadedChunk } from './chunk-cache.ts';
import { placeOf } from './outline.ts';

/** A block with its text. UTF-16 offsets of the document. */
export interface TextBlock extends TextRange {
  readonly text: string;
}

/** Reads text from the chunks at hand. Where a chunk is not, the answer is null: bring it, then ask again. */
export class LoadedText {
  readonly #outline: readonly ChunkOutline[];
  readonly #chunk: (seq: number) => LoadedChunk | undefined;

  constructor(outline: readonly ChunkOutline[], chunk: (seq: number) => LoadedChunk | undefined) {
    this.#outline = outline;
    this.#chunk = chunk;
  }

  get length(): number {
    return this.#outline[this.#outline.length - 1]?.end ?? 0;
  }

  /** The block that holds the offset; in the white space between two the one before. */
  blockAt(offset: number): TextBlock | null {
    const loaded = this.#chunk(placeOf(this.#outline, offset));
    if (!loaded) return null;
    const { chunk } = loaded;
    const block = chunk.blocks[placeOf(chunk.blocks, offset)];
    return block ? { start: block.start, end: block.end, text: sliceOf(loaded, block) } : null;
  }

  /** The index in the whole text of the block that `blockAt` finds. */
  blockIndexAt(offset: number): number | null {
    const loaded = this.#chunk(placeOf(this.#outline, offset));
    return loaded ? loaded.chunk.firstBlock + placeOf(loaded.chunk.blocks, offset) : null;
  }

  /** The block after the one that holds the offset; undefined at the text's end. */
  blockAfter(offset: number): TextBlock | null | undefined {
    return this.#neighbour(offset, 1);
  }

  blockBefore(offset: number): TextBlock | null | undefined {
    return this.#neighbour(offset, -1);
  }

  /** The text of a range, where all of it is at hand. */
  slice(range: TextRange): string | null {
    if (range.end <= range.start) return '';
    const parts: string[] = [];
    const last = placeOf(this.#outline, range.end - 1);
    for (let seq = placeOf(this.#outline, range.start); seq <= last; seq += 1) {
      const loaded = this.#chunk(seq);
      if (!loaded) return null;
      parts.push(sliceOf(loaded, range));
    }
    return parts.join('');
  }

  #neighbour(offset: number, step: 1 | -1): TextBlock | null | undefined {
    const seq = placeOf(this.#outline, offset);
    const loaded = this.#chunk(seq);
    if (!loaded) return null;
    const { blocks } = loaded.chunk;
    const block = blocks[placeOf(blocks, offset) + step];
    if (block) return { start: block.start, end: block.end, text: sliceOf(loaded, block) };
    for (let next = seq + step; next >= 0 && next < this.#outline.length; next += step) {
      const neighbour = this.#chunk(next);
      if (!neighbour) return null;
      const found = neighbour.chunk.blocks.at(step > 0 ? 0 : -1);
      if (found) return { start: found.start, end: found.end, text: sliceOf(neighbour, found) };
    }
    return undefined;
  }
}

function sliceOf({ chunk }: LoadedChunk, range: TextRange): string {
  return chunk.text.slice(Math.max(0, range.start - chunk.start), Math.max(0, range.end - chunk.start));
}
