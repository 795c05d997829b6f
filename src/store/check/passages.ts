import type { Connection, SqlValue } from '../connection.ts';
import { unpackText } from '../rows/text-value.ts';

interface Piece {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

const REMEMBERED_LIMIT = 16;

/** Passages of one text, asked for roughly in order: the pieces last used are kept decoded. */
export class Passages {
  readonly #connection: Connection;
  readonly #pieces: readonly Piece[];
  readonly #contents = new Map<number, string>();

  /** `text` is the text's row. */
  constructor(connection: Connection, text: number) {
    this.#connection = connection;
    this.#pieces = connection
      .prepare<Piece>('SELECT row, start, "end" AS "end" FROM text_chunk WHERE text = ? ORDER BY seq')
      .all(text);
  }

  slice(start: number, end: number): string {
    let passage = '';
    for (let i = this.#indexAt(start); i < this.#pieces.length; i++) {
      const piece = this.#pieces[i];
      if (!piece || (piece.start >= end && passage.length >= end - start)) break;
      passage += this.#content(piece.row).slice(
        Math.max(0, start - piece.start),
        Math.max(0, end - piece.start),
      );
    }
    return passage;
  }

  /** The index of the last piece that starts at or before the offset. */
  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#pieces[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #content(row: number): string {
    const known = this.#contents.get(row);
    if (known !== undefined) return known;
    const found = this.#connection
      .prepare<{ content: SqlValue }>('SELECT content FROM chunk_content WHERE chunk = ?')
      .get(row);
    const content = found ? unpackText(found.content) : '';
    if (this.#contents.size >= REMEMBERED_LIMIT) {
      const oldest = this.#contents.keys().next().value;
      if (oldest !== undefined) this.#contents.delete(oldest);
    }
    this.#contents.set(row, content);
    return content;
  }
}
