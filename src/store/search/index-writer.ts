import type { Id } from '../../core/ids.ts';
import { passagesIn } from '../../core/query/passages.ts';
import { foldText } from '../../core/query/word-tokens.ts';
import { NEEDS_LENIENCE } from '../../core/text/find-pattern.ts';
import type { TextRange } from '../../core/text/structure.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { packText, unpackText } from '../rows/text-value.ts';
import type { ChunkReader, SearchedChunk } from './chunk-reader.ts';
import { SHARD_LENGTH, shardSchema, wordsTable } from './index-schema.ts';
import type { LiveText } from './live-texts.ts';
import type { PassageNumbers } from './passage-numbers.ts';
import { noteWords } from './shard-words.ts';

/** A text that is wholly indexed: its row and first chunk's in the project, and the numbers of its passages, half-open. */
export interface IndexedText {
  readonly text: number;
  readonly id: Id;
  readonly chunk: number;
  readonly first: number;
  readonly beyond: number;
}

/** The text that indexing is at. */
interface Unfinished {
  readonly text: number;
  readonly id: string;
  readonly chunk: number;
  /** number of its first passage */
  readonly first: number;
  /** of the chunk to be read next */
  readonly seq: number;
  /** UTF-16 code units indexed */
  readonly units: number;
  readonly open_number: number | null;
  readonly open_start: number | null;
  readonly open_content: SqlValue;
}

/** A passage that has its number, and that the next chunk may go on with. */
interface Open {
  readonly number: number;
  readonly start: number;
  readonly content: string;
}

function openOf({ open_number, open_start, open_content }: Unfinished): Open | null {
  if (open_number === null || open_start === null) return null;
  return { number: open_number, start: open_start, content: unpackText(open_content) };
}

/** Puts texts into the index, chunk by chunk, in a transaction of the caller's. */
export class IndexWriter {
  readonly #index: Connection;
  readonly #chunks: ChunkReader;
  readonly #shardLength: number;
  readonly #finished: IndexedText[] = [];
  #next = 1;
  /** number of the first passage of the text that is being written */
  #first = 1;
  #shard: { row: number; units: number } | undefined;

  /** @param shardLength UTF-16 code units of a shard, about */
  constructor(index: Connection, chunks: ChunkReader, shardLength = SHARD_LENGTH) {
    this.#shardLength = shardLength;
    this.#index = index;
    this.#chunks = chunks;
  }

  /**
   * Indexes about so many UTF-16 code units of these texts, in their order. A text that was begun is gone on with where it is the first
   * of them; otherwise what was done of it is for nothing.
   * @returns those that are wholly indexed now
   */
  write(texts: Iterable<LiveText>, units: number): readonly IndexedText[] {
    this.#next = this.#index.prepare<{ next: number }>('SELECT next FROM indexed').get()?.next ?? 1;
    this.#shard = this.#index
      .prepare<{ row: number; units: number }>('SELECT row, units FROM shard ORDER BY row DESC LIMIT 1')
      .get();
    let left = units;
    for (const text of texts) {
      if (left <= 0) break;
      left -= this.#writeText(text, left);
    }
    if (this.#shard) {
      this.#index.prepare('UPDATE shard SET units = ? WHERE row = ?').run(this.#shard.units, this.#shard.row);
    }
    this.#index.prepare('UPDATE indexed SET next = ?').run(this.#next);
    return this.#finished;
  }

  /** Gives how many code units were read. */
  #writeText(text: LiveText, limit: number): number {
    const found = this.#index.prepare<Unfinished>('SELECT * FROM unfinished').get();
    this.#index.prepare('DELETE FROM unfinished').run();
    const same = found?.text === text.row && found.id === text.id && found.chunk === text.chunk;
    const begun = same ? found : undefined;
    if (!begun) this.#forgetChunks(text);
    const first = begun?.first ?? this.#next;
    this.#first = first;
    let open = begun ? openOf(begun) : null;
    let written = 0;
    for (let seq = begun?.seq ?? 0; seq < text.chunkCount; seq += 1) {
      if (written >= limit) {
        this.#keep(text, { first, seq, units: (begun?.units ?? 0) + written }, open);
        return written;
      }
      const chunk = this.#chunks.inText(text.row, seq);
      if (!chunk) break;
      open = this.#writeChunk(chunk, open);
      // Texts without text are a step, too.
      written += Math.max(1, chunk.content.length);
    }
    if (open) this.#put(open);
    const { row, id, chunk } = text;
    this.#finished.push({ text: row, id, chunk, first, beyond: this.#next });
    this.#index
      .prepare('INSERT OR REPLACE INTO indexed_text VALUES (?, ?, ?, ?, ?)')
      .run(row, id, chunk, first, this.#next);
    return Math.max(1, written);
  }

  /** Of a text that was begun in vain, or that had this row before. */
  #forgetChunks({ row }: LiveText): void {
    this.#index.prepare('DELETE FROM noted_chunk WHERE text = ?').run(row);
  }

  /** Gives the passage that it ends with, which is not put yet. */
  #writeChunk(chunk: SearchedChunk, before: Open | null): Open | null {
    const carried = before && { start: before.start, end: before.start + before.content.length };
    const { rest, passages } = passagesIn(chunk.blocks, carried);
    const slice = ({ start, end }: TextRange) => chunk.content.slice(start - chunk.start, end - chunk.start);
    const lenient = NEEDS_LENIENCE.test(chunk.content);
    if (rest || lenient) {
      this.#index
        .prepare('INSERT INTO noted_chunk VALUES (?, ?, ?, ?)')
        .run(chunk.text, chunk.seq, rest ? 1 : 0, lenient ? 1 : 0);
    }
    let open = before && rest ? { ...before, content: before.content + slice(rest) } : before;
    if (passages.length > 0) {
      this.#index
        .prepare('INSERT INTO passage_chunk VALUES (?, ?, ?, ?)')
        .run(this.#next, chunk.row, chunk.seq, before?.content.length ?? 0);
    }
    for (const passage of passages) {
      if (open) this.#put(open);
      open = { number: this.#next, start: passage.start, content: slice(passage) };
      this.#next += 1;
    }
    return open;
  }

  #put({ number, content }: Open): void {
    const table = wordsTable(this.#shardFor(number, content.length));
    this.#index.prepare(`INSERT INTO ${table} (rowid, passage) VALUES (?, ?)`).run(number, foldText(content));
  }

  /** The row of the shard that a passage goes into: the last, or a new one where that is full. */
  #shardFor(number: number, units: number): number {
    if (!this.#shard || this.#shard.units >= this.#shardLength) {
      if (this.#shard) this.#endShard(this.#shard.row, number);
      const insert = this.#index.prepare('INSERT INTO shard (first, units) VALUES (?, 0)');
      this.#shard = { row: insert.run(number).lastInsertRowid, units: 0 };
      this.#index.exec(shardSchema(this.#shard.row));
    }
    this.#shard.units += units;
    return this.#shard.row;
  }

  /** @param beyond the number of the passage that comes into the next one */
  #endShard(shard: number, beyond: number): void {
    const { first = 1 } =
      this.#index.prepare<{ first: number }>('SELECT first FROM shard WHERE row = ?').get(shard) ?? {};
    const texts = this.#index
      .prepare<PassageNumbers>('SELECT first, beyond FROM indexed_text WHERE beyond > ? ORDER BY first')
      .all(first);
    noteWords(this.#index, shard, { first, beyond }, [...texts, { first: this.#first, beyond }]);
  }

  #keep(text: LiveText, place: Pick<Unfinished, 'first' | 'seq' | 'units'>, open: Open | null): void {
    const kept = open ? [open.number, open.start, packText(open.content)] : [null, null, null];
    this.#index
      .prepare('INSERT INTO unfinished VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(text.row, text.id, text.chunk, place.first, place.seq, place.units, ...kept);
  }
}
