import { passagesIn } from '../../core/query/passages.ts';
import type { Block, TextRange } from '../../core/text/structure.ts';
import type { Connection } from '../connection.ts';
import { storedJson } from '../rows/stored-json.ts';
import { byteColumns, type StoredBytes, unpackBytes } from '../rows/text-value.ts';

/** A chunk of a text; offsets are UTF-16, in the whole text. */
export interface SearchedChunk {
  readonly row: number;
  /** the text's row */
  readonly text: number;
  readonly seq: number;
  readonly start: number;
  readonly content: string;
  readonly blocks: readonly Block[];
}

/** A passage with its text. */
export interface ReadPassage extends TextRange {
  readonly content: string;
}

interface ChunkRow extends StoredBytes {
  readonly row: number;
  readonly text: number;
  readonly seq: number;
  readonly start: number;
  readonly structure: string;
}

const COLUMNS = `chunk AS row, content.text AS text, content.seq AS seq, content.start AS start, ${byteColumns('content')}, structure`;
export const CHUNK_BY_ROW = `SELECT ${COLUMNS} FROM chunk_content AS content WHERE chunk = ?`;
/** text_chunk only leads to the rows, by its index of texts and places. */
export const CHUNK_IN_TEXT = `SELECT ${COLUMNS}
  FROM text_chunk JOIN chunk_content AS content ON content.chunk = text_chunk.row
  WHERE text_chunk.text = ? AND text_chunk.seq = ?`;

/** Chunks kept decoded: hits of one page often stand near one another. */
const REMEMBERED = 64;

export function blocksOf(structure: string): readonly Block[] {
  return storedJson<[Block[], unknown]>(structure, 'the structure of a text')[0];
}

/** Reads chunks and the passages in them. */
export class ChunkReader {
  readonly #connection: Connection;
  readonly #remembered = new Map<number, SearchedChunk>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  byRow(row: number): SearchedChunk | undefined {
    return (
      this.#remembered.get(row) ?? this.#decode(this.#connection.prepare<ChunkRow>(CHUNK_BY_ROW).get(row))
    );
  }

  inText(text: number, seq: number): SearchedChunk | undefined {
    return this.#decode(this.#connection.prepare<ChunkRow>(CHUNK_IN_TEXT).get(text, seq));
  }

  /**
   * The passages that begin in a chunk. What the last of them takes of the chunks after it is read by `whole`.
   * @param carried how long the passage is already that the text before the chunk ends with; 0 where there is none
   */
  passagesOf(chunk: SearchedChunk, carried: number): readonly TextRange[] {
    return passagesIn(chunk.blocks, carriedInto(chunk, carried)).passages;
  }

  /** A passage that begins in a chunk, with its text, also where it goes on in the chunks that follow. */
  whole(chunk: SearchedChunk, passage: TextRange): ReadPassage {
    const { start } = passage;
    let { end } = passage;
    let content = chunk.content.slice(start - chunk.start, end - chunk.start);
    let last = chunk;
    while (end === last.start + last.content.length) {
      const next = this.inText(last.text, last.seq + 1);
      const rest = next && passagesIn(next.blocks, { start, end }).rest;
      if (!next || !rest) break;
      content += next.content.slice(rest.start - next.start, rest.end - next.start);
      end = rest.end;
      last = next;
    }
    return { start, end, content };
  }

  #decode(found: ChunkRow | undefined): SearchedChunk | undefined {
    if (!found) return undefined;
    const { row, text, seq, start, structure } = found;
    const chunk = { row, text, seq, start, content: unpackBytes(found), blocks: blocksOf(structure) };
    if (this.#remembered.size >= REMEMBERED) {
      const oldest = this.#remembered.keys().next().value;
      if (oldest !== undefined) this.#remembered.delete(oldest);
    }
    this.#remembered.set(chunk.row, chunk);
    return chunk;
  }
}

/** The passage that ends where the chunk begins, and that the chunk may go on with. */
export function carriedInto(chunk: Pick<SearchedChunk, 'start'>, carried: number): TextRange | null {
  return carried > 0 ? { start: chunk.start - carried, end: chunk.start } : null;
}
