import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Connection } from '../connection.ts';

import type { ChunkReader, ReadPassage } from './chunk-reader.ts';
import { newIndex, openIndex } from './index-file.ts';
import { wordsTable } from './index-schema.ts';
import { type IndexedText, IndexWriter } from './index-writer.ts';
import type { LiveText, TextIdentity } from './live-texts.ts';
import { type PassageNumbers, placeOf } from './passage-numbers.ts';
import type { ChunkNotes } from './scan.ts';
import { wordsWith } from './shard-words.ts';

/** By its row; all of its passages, or some. */
export interface Shard extends PassageNumbers {
  readonly row: number;
}

/** The chunk that a passage begins in is the last whose first passage has no higher number. */
export const CHUNK_OF =
  'SELECT first, chunk, seq, carried FROM passage_chunk WHERE first <= ? ORDER BY first DESC LIMIT 1';
export const FIRST_IN_CHUNK =
  'SELECT first, chunk, seq, carried FROM passage_chunk WHERE first >= ? AND first < ? AND chunk = ?';

export const WORDS_OF = 'SELECT words FROM shard_words WHERE shard = ?';
export const COUNTS_OF = 'SELECT first, passages FROM frequent_word WHERE shard = ? AND word = ?';

/** A shard has letters that stand in more words, or in more passages than these, nearly everywhere: then all of it is read. */
const WORDS_WITH_LETTERS = 200;
const PASSAGES_WITH_LETTERS = 1_024;

/** Numbers fetched at first, and at most: a page takes few. */
const FIRST_BATCH = 64;
const LARGEST_BATCH = 32_768;

interface PassageChunk {
  readonly first: number;
  readonly chunk: number;
  readonly seq: number;
  readonly carried: number;
}

/** Places in a text of chunks that are noted. */
interface Noted {
  readonly joined: Set<number>;
  readonly lenient: Set<number>;
}

/** Passages of a shard, ascending, and at the same places the chunks that they begin in, by their places in their texts. */
interface LetteredPassages {
  readonly numbers: readonly number[];
  readonly seqs: readonly number[];
}

const NONE: ReadonlySet<number> = new Set();
const NOWHERE: PassageNumbers = { first: 0, beyond: 0 };

/** The index of a project's words. Its methods raise `project-damaged`, with the path of the index, where that is to be made anew. */
export class WordIndex {
  readonly path: string;
  readonly #chunks: ChunkReader;
  readonly #connection: Connection;
  readonly #shardLength: number | undefined;
  #version: unknown;
  #texts = new Map<number, IndexedText>();
  #shards: readonly Shard[] = [];
  /** What letters were asked for last, and what is known of them in each shard, by its row. */
  #lettered: { readonly letters: string; readonly shards: Map<number, LetteredPassages | null> } | undefined;
  /** by the texts' rows */
  #notes: Map<number, Noted> | undefined;

  /** Opens it, or begins a new one; `anew`: in any case. */
  constructor(path: string, projectId: Id, chunks: ChunkReader, anew: boolean, shardLength?: number) {
    this.#shardLength = shardLength;
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
    this.#notes ??= this.#readNotes();
    const { joined = NONE, lenient = NONE } = this.#notes.get(text.row) ?? {};
    return { joined, lenient, withLetters: (letters) => this.#chunksWith(letters, text) };
  }

  /** Places of the chunks of a text in which passages begin with words that have some letters; null where that is not known. */
  #chunksWith(letters: string, text: TextIdentity): ReadonlySet<number> | null {
    if (this.#lettered?.letters !== letters) this.#lettered = { letters, shards: new Map() };
    const { shards } = this.#lettered;
    const numbers = this.numbersOf(text) ?? NOWHERE;
    const places = new Set<number>();
    for (const { row } of this.shardsOf(numbers)) {
      let known = shards.get(row);
      if (known === undefined) {
        known = this.#passagesWith(letters, row);
        shards.set(row, known);
      }
      if (known === null) return null;
      for (let at = placeOf(known.numbers, numbers.first, 0); ; at += 1) {
        const [number = numbers.beyond, seq = 0] = [known.numbers[at], known.seqs[at]];
        if (number >= numbers.beyond) break;
        places.add(seq);
      }
    }
    return places;
  }

  #passagesWith(letters: string, shard: number): LetteredPassages | null {
    const noted = this.#connection.prepare<{ words: Uint8Array }>(WORDS_OF).get(shard);
    const words = noted && wordsWith(letters, noted.words, WORDS_WITH_LETTERS);
    if (!words) return null;
    if (words.length === 0) return { numbers: [], seqs: [] };
    const whole = { row: shard, first: 0, beyond: Number.MAX_SAFE_INTEGER };
    const numbers = this.#inShard(words.join(' OR '), whole, PASSAGES_WITH_LETTERS);
    if (numbers.length === PASSAGES_WITH_LETTERS) return null;
    const chunkOf = this.#connection.prepare<PassageChunk>(CHUNK_OF);
    const seqs = numbers.map((number) => {
      const chunk = chunkOf.get(number);
      if (!chunk) throw this.#astray();
      return chunk.seq;
    });
    return { numbers, seqs };
  }

  #readNotes(): Map<number, Noted> {
    const notes = new Map<number, Noted>();
    const rows = this.#connection
      .prepare<{ text: number; seq: number; joined: number; lenient: number }>('SELECT * FROM noted_chunk')
      .all();
    for (const { text, seq, joined, lenient } of rows) {
      const noted = notes.get(text) ?? { joined: new Set(), lenient: new Set() };
      if (joined) noted.joined.add(seq);
      if (lenient) noted.lenient.add(seq);
      notes.set(text, noted);
    }
    return notes;
  }

  /** Indexes about so many more UTF-16 code units of these texts. */
  more(texts: readonly LiveText[], units: number): void {
    const indexed = this.#connection.immediate(() => {
      this.refresh();
      const missing = texts.filter((text) => !this.numbersOf(text));
      return new IndexWriter(this.#connection, this.#chunks, this.#shardLength).write(missing, units);
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

  /** The numbers of all passages of a shard that match, ascending. */
  allIn(expression: string, shard: Shard): readonly number[] {
    return this.#inShard(expression, shard, -1);
  }

  /** In how many passages a word is, text by text, by the numbers of their first ones; null where it is not frequent in the shard. */
  countsOf(
    word: string,
    { row }: Shard,
  ): readonly { readonly first: number; readonly passages: number }[] | null {
    const counts = this.#connection.prepare<{ first: number; passages: number }>(COUNTS_OF).all(row, word);
    return counts.length === 0 ? null : counts;
  }

  #first(expression: string, numbers: PassageNumbers, limit: number): readonly number[] {
    const found: number[] = [];
    for (const shard of this.shardsOf(numbers)) {
      if (found.length >= limit) break;
      found.push(...this.#inShard(expression, shard, limit - found.length));
    }
    return found;
  }

  /** @param limit of SQL: a negative one is none */
  #inShard(expression: string, { row, first, beyond }: Shard, limit: number): readonly number[] {
    const table = wordsTable(row);
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
    for (const { row, first, beyond } of this.shardsOf(numbers)) {
      const table = wordsTable(row);
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
  shardsOf({ first, beyond }: PassageNumbers): readonly Shard[] {
    return this.#shards
      .filter((shard) => shard.first < beyond && shard.beyond > first)
      .map((shard) => ({
        row: shard.row,
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
      row,
      first,
      beyond: shards[at + 1]?.first ?? Number.MAX_SAFE_INTEGER,
    }));
    this.#notes = undefined;
    this.#lettered = undefined;
  }
}
