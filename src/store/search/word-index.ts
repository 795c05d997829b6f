import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Connection } from '../connection.ts';

import type { ChunkReader, ReadPassage } from './chunk-reader.ts';
import { newIndex, openIndex } from './index-file.ts';
import { wordsTable } from './index-schema.ts';
import { type IndexedText, IndexWriter } from './index-writer.ts';
import type { LiveText, TextIdentity } from './live-texts.ts';
import type { ChunkNotes } from './scan.ts';

/** Numbers of passages, half-open. */
export interface PassageNumbers {
  readonly first: number;
  readonly beyond: number;
}

interface Shard {
  readonly table: string;
  readonly first: number;
  readonly beyond: number;
}

/** The chunk that a passage begins in is the last whose first passage has no higher number. */
export const CHUNK_OF =
  'SELECT first, chunk, carried FROM passage_chunk WHERE first <= ? ORDER BY first DESC LIMIT 1';
export const FIRST_IN_CHUNK =
  'SELECT first, chunk, carried FROM passage_chunk WHERE first >= ? AND first < ? AND chunk = ?';

/** Numbers fetched at first, and at most: a page takes few. */
const FIRST_BATCH = 64;
const LARGEST_BATCH = 32_768;

interface PassageChunk {
  readonly first: number;
  readonly chunk: number;
  readonly carried: number;
}

/** The index of a project's words. Its methods raise `project-damaged`, with the path of the index, where that is to be made anew. */
export class WordIndex {
  readonly path: string;
  readonly #chunks: ChunkReader;
  readonly #connection: Connection;
  #version: unknown;
  #texts = new Map<number, IndexedText>();
  #shards: readonly Shard[] = [];
  #notes: ChunkNotes | undefined;

  /** Opens it, or begins a new one; `anew`: in any case. */
  constructor(path: string, projectId: Id, chunks: ChunkReader, anew: boolean) {
    this.path = path;
    this.#chunks = chunks;
    this.#connection = anew ? newIndex(path, projectId) : openIndex(path, projectId);
  }

  close(): void {
    this.#connection.close();
  }

  /** The numbers of a text's passages, where it was indexed when `refresh` was last called. */
  numbersOf({ row, id, chunk }: TextIdentity): PassageNumbers | undefined {
    const found = this.#texts.get(row);
    return found?.id === id && found.chunk === chunk ? found : undefined;
  }

  begun(): { readonly text: number; readonly id: Id; readonly units: number } | undefined {
    return this.#connection
      .prepare<{ text: number; id: Id; units: number }>('SELECT text, id, units FROM unfinished')
      .get();
  }

  /** What it has noted of the chunks of a text; null where that is not indexed. */
  notesOf(text: TextIdentity): ChunkNotes | null {
    if (!this.numbersOf(text)) return null;
    if (!this.#notes) {
      const noted = this.#connection
        .prepare<{ chunk: number; joined: number; lenient: number }>('SELECT * FROM noted_chunk')
        .all();
      const those = (some: typeof noted) => new Set(some.map(({ chunk }) => chunk));
      this.#notes = {
        joined: those(noted.filter(({ joined }) => joined === 1)),
        lenient: those(noted.filter(({ lenient }) => lenient === 1)),
      };
    }
    return this.#notes;
  }

  /** Indexes about so many more UTF-16 code units of these texts. */
  more(texts: readonly LiveText[], units: number): void {
    const indexed = this.#connection.immediate(() => {
      this.refresh();
      const missing = texts.filter((text) => !this.numbersOf(text));
      return new IndexWriter(this.#connection, this.#chunks).write(missing, units);
    });
    // What one writes oneself changes no version, and to read all of it anew at each step would take longer than the step.
    for (const text of indexed) this.#texts.set(text.text, text);
    this.#readShards();
  }

  /** The numbers of the passages that match, ascending. Reads on only as they are taken. */
  *matching(expression: string, numbers: PassageNumbers): Generator<number> {
    let { first } = numbers;
    for (let limit = FIRST_BATCH; ; limit = Math.min(limit * 8, LARGEST_BATCH)) {
      const some = this.#first(expression, { ...numbers, first }, limit);
      yield* some;
      const last = some.at(-1);
      if (last === undefined || some.length < limit) return;
      first = last + 1;
    }
  }

  /** The numbers of all passages that match, ascending, a shard at a time. */
  *batches(expression: string, numbers: PassageNumbers): Generator<readonly number[]> {
    for (const shard of this.#within(numbers)) yield this.#inShard(expression, shard, -1);
  }

  #first(expression: string, numbers: PassageNumbers, limit: number): readonly number[] {
    const found: number[] = [];
    for (const shard of this.#within(numbers)) {
      if (found.length >= limit) break;
      found.push(...this.#inShard(expression, shard, limit - found.length));
    }
    return found;
  }

  /** @param limit of SQL: a negative one is none */
  #inShard(expression: string, { table, first, beyond }: Shard, limit: number): readonly number[] {
    return this.#connection
      .prepare(
        `SELECT rowid FROM ${table} WHERE ${table} MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid LIMIT ?`,
      )
      .column<number>(expression, first, beyond, limit);
  }

  /**
   * Scores of the first passages that match, at most so many, by number: the lower the better.
   * @see https://www.sqlite.org/fts5.html#the_bm25_function
   */
  scored(expression: string, numbers: PassageNumbers, limit: number): { number: number; score: number }[] {
    const scored: { number: number; score: number }[] = [];
    for (const { table, first, beyond } of this.#within(numbers)) {
      if (scored.length >= limit) break;
      const some = this.#connection
        .prepare<{ number: number; score: number }>(
          `SELECT rowid AS number, bm25(${table}) AS score FROM ${table}
             WHERE ${table} MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid LIMIT ?`,
        )
        .all(expression, first, beyond, limit - scored.length);
      scored.push(...some);
    }
    return scored;
  }

  /** A passage of a text, with what it says. */
  passage(text: LiveText, number: number): ReadPassage {
    const found = this.#connection.prepare<PassageChunk>(CHUNK_OF).get(number);
    const chunk = found && this.#chunks.byRow(found.chunk);
    const passage = chunk && this.#chunks.passagesOf(chunk, found.carried)[number - found.first];
    if (chunk?.text !== text.row || !passage) throw this.#astray();
    return this.#chunks.whole(chunk, passage);
  }

  /** The number of the passage of a text that starts at an offset (UTF-16), or of the next. */
  numberAt(numbers: PassageNumbers, chunkRow: number, start: number): number {
    const found = this.#connection
      .prepare<PassageChunk>(FIRST_IN_CHUNK)
      .get(numbers.first, numbers.beyond, chunkRow);
    const chunk = this.#chunks.byRow(chunkRow);
    if (!found || !chunk) throw this.#astray();
    const passages = this.#chunks.passagesOf(chunk, found.carried);
    const at = passages.findIndex((passage) => passage.start >= start);
    return found.first + (at < 0 ? passages.length : at);
  }

  /** What the index says is not what the project holds. */
  #astray(): Error {
    return new GlossatorError('project-damaged', 'The index of words does not fit the project.', {
      place: { path: this.path },
    });
  }

  /** The shards that hold some of these numbers, cut to them. */
  #within({ first, beyond }: PassageNumbers): readonly Shard[] {
    return this.#shards
      .filter((shard) => shard.first < beyond && shard.beyond > first)
      .map((shard) => ({
        table: shard.table,
        first: Math.max(first, shard.first),
        beyond: Math.min(beyond, shard.beyond),
      }));
  }

  /** Another thread may have written meanwhile. */
  refresh(): void {
    const [version] = this.#connection.prepare('PRAGMA data_version').column();
    if (version === this.#version) return;
    const texts = this.#connection.prepare<IndexedText>('SELECT * FROM indexed_text').all();
    this.#texts = new Map(texts.map((text) => [text.text, text]));
    this.#readShards();
    this.#version = version;
  }

  #readShards(): void {
    const shards = this.#connection
      .prepare<{ row: number; first: number }>('SELECT row, first FROM shard ORDER BY first')
      .all();
    this.#shards = shards.map(({ row, first }, at) => ({
      table: wordsTable(row),
      first,
      beyond: shards[at + 1]?.first ?? Number.MAX_SAFE_INTEGER,
    }));
    this.#notes = undefined;
  }
}
