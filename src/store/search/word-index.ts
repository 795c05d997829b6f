import type { Id } from '../../core/ids.ts';
import type { Connection } from '../connection.ts';
import type { ChunkReader, ReadPassage } from './chunk-reader.ts';
import { openIndex } from './index-file.ts';
import { IndexWriter } from './index-writer.ts';
import type { LiveText } from './live-texts.ts';

/** Numbers of a text's passages, half-open. */
export interface PassageNumbers {
  readonly first: number;
  readonly beyond: number;
}

interface IndexedText extends PassageNumbers {
  readonly text: number;
  readonly id: Id;
}

/** The passages of a chunk, by the last that begins at or before a number. */
const CHUNK_OF =
  'SELECT first, chunk, carried FROM passage_chunk WHERE first <= ? ORDER BY first DESC LIMIT 1';
const MATCHING =
  'SELECT rowid AS number FROM words WHERE words MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid';

/** The index of a project's words. Whatever is wrong with its file, it is made anew. */
export class WordIndex {
  readonly #chunks: ChunkReader;
  readonly #connection: Connection;

  constructor(path: string, projectId: Id, chunks: ChunkReader) {
    this.#chunks = chunks;
    this.#connection = openIndex(path, projectId);
  }

  close(): void {
    this.#connection.close();
  }

  /** Tells of a text the numbers of its passages, where it is indexed. */
  has(): (text: LiveText) => PassageNumbers | undefined {
    const rows = this.#connection
      .prepare<IndexedText>('SELECT text, id, first, beyond FROM indexed_text')
      .all();
    const indexed = new Map(rows.map((row) => [row.text, row]));
    return ({ row, id }) => {
      const found = indexed.get(row);
      return found?.id === id ? found : undefined;
    };
  }

  begun(): { readonly text: number; readonly id: Id; readonly units: number } | undefined {
    return this.#connection
      .prepare<{ text: number; id: Id; units: number }>('SELECT text, id, units FROM unfinished')
      .get();
  }

  /** Rows of the chunks that begin inside a passage, of all texts that are indexed. */
  joined(): readonly number[] {
    return this.#connection
      .prepare<{ chunk: number }>('SELECT chunk FROM joined_chunk')
      .all()
      .map(({ chunk }) => chunk);
  }

  more(texts: readonly LiveText[], units: number): void {
    const has = this.has();
    const missing = texts.filter((text) => !has(text));
    if (missing.length === 0) return;
    this.#connection.immediate(() => new IndexWriter(this.#connection, this.#chunks).write(missing, units));
  }

  /** The passages of a text that match, after the one that starts at an offset. */
  *passages(expression: string, { first, beyond }: PassageNumbers, after: number): Generator<ReadPassage> {
    for (const { number } of this.#connection
      .prepare<{ number: number }>(MATCHING)
      .all(expression, first, beyond)) {
      const passage = this.#passage(number);
      if (passage && passage.start > after) yield passage;
    }
  }

  #passage(number: number): ReadPassage | undefined {
    const found = this.#connection
      .prepare<{ first: number; chunk: number; carried: number }>(CHUNK_OF)
      .get(number);
    const chunk = found && this.#chunks.byRow(found.chunk);
    const passage = chunk && this.#chunks.passagesOf(chunk, found.carried)[number - found.first];
    return passage && this.#chunks.whole(chunk, passage);
  }
}
