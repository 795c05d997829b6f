import type { Id } from '../../core/ids.ts';
import type { PassageMatcher } from '../../core/query/matcher.ts';
import { passagesIn } from '../../core/query/passages.ts';
import type { Block, TextRange } from '../../core/text/structure.ts';
import type { Connection } from '../connection.ts';
import { SEQ_AT } from '../read/texts.ts';
import { byteColumns, type StoredBytes, unpackBytes } from '../rows/text-value.ts';
import { blocksOf, type ReadPassage } from './chunk-reader.ts';
import type { LiveDocument, LiveText } from './live-texts.ts';

/** Chunks of a text that are read through for one of its documents. */
export interface ScanPart {
  readonly documentId: Id;
  /** the document's row and its text's */
  readonly document: number;
  readonly text: number;
  readonly textId: Id;
  /** row of the text's first chunk */
  readonly firstChunk: number;
  /** chunks by their places in the text, half-open; the first does not begin inside a passage */
  readonly from: number;
  readonly to: number;
  /** the passage that starts here (UTF-16) and those before it have been given; −1 where none has */
  readonly after: number;
}

/** A text for one of its documents, from a chunk on (by its place in the text). */
export function partOf(text: LiveText, document: LiveDocument, from: number, after: number): ScanPart {
  const { row, id: textId, chunk: firstChunk, chunkCount: to } = text;
  const lies = { text: row, textId, firstChunk };
  return { documentId: document.id, document: document.row, ...lies, from, to, after };
}

/** Documents one after the other, or parts of one: plain data, so that another thread can read them through. */
export interface ScanSlice {
  readonly parts: readonly ScanPart[];
}

/** What is known of the chunks of a text, by their places in it, without reading them. */
export interface ChunkNotes {
  /** those that begin inside a passage */
  readonly joined: ReadonlySet<number>;
  /** those with signs that the find bar passes over */
  readonly lenient: ReadonlySet<number>;
  /** Those in which passages begin that have some letters of ASCII, small, in one word; null where that is not known. */
  withLetters(letters: string): ReadonlySet<number> | null;
}

interface ScannedChunk extends StoredBytes {
  readonly row: number;
  readonly text: number;
  readonly seq: number;
  readonly start: number;
}

const COLUMNS = `chunk AS row, content.text AS text, content.seq AS seq, content.start AS start, ${byteColumns('content')}`;
export const CHUNKS_BETWEEN = `SELECT ${COLUMNS} FROM chunk_content AS content WHERE chunk BETWEEN ? AND ? ORDER BY chunk`;
export const CHUNK_AT = `SELECT ${COLUMNS}
  FROM text_chunk JOIN chunk_content AS content ON content.chunk = text_chunk.row
  WHERE text_chunk.text = ? AND text_chunk.seq = ?`;
const CHUNK_ROW = 'SELECT row FROM text_chunk WHERE text = ? AND seq = ?';
const STRUCTURE = 'SELECT structure FROM chunk_content WHERE chunk = ?';

/** Chunks fetched together: half a megabyte. */
const CHUNKS_AT_ONCE = 32;

/** A chunk's JSON begins with its blocks, and a block may hold the place of a cell. */
const BEGINS_INSIDE = /^\[\[\{(?:[^{}]|\{[^{}]*\})*"continues":true/;

/** Chunks by their rows, many fetched at once where one follows the other, over the ends of texts too: texts may be short. */
class ReadAhead {
  readonly #connection: Connection;
  #held: ReadonlyMap<number, ScannedChunk> = new Map();
  /** the row that comes after those that were fetched last */
  #next = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * @param wanted how many chunks are wanted from this one on, as far as is known
   * @param others whether those after them may be wanted, too
   */
  at(row: number, wanted: number, others: boolean): ScannedChunk | undefined {
    const held = this.#held.get(row);
    if (held) return held;
    const count = others && row === this.#next ? CHUNKS_AT_ONCE : Math.min(wanted, CHUNKS_AT_ONCE);
    this.#next = row + count;
    const chunks = this.#connection.prepare<ScannedChunk>(CHUNKS_BETWEEN).all(row, this.#next - 1);
    this.#held = new Map(chunks.map((chunk) => [chunk.row, chunk]));
    return this.#held.get(row);
  }
}

/** Reads texts through for passages in which something is found. */
export class Scanner {
  readonly #connection: Connection;
  readonly #ahead: ReadAhead;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#ahead = new ReadAhead(connection);
  }

  /** Whether a chunk, by its place in the text, goes on with the passage before it. */
  isJoined(text: number, seq: number, notes: ChunkNotes | null): boolean {
    return notes ? notes.joined.has(seq) : BEGINS_INSIDE.test(this.#structure(this.chunkRow(text, seq)));
  }

  chunkRow(text: number, seq: number): number {
    return this.#connection.prepare<{ row: number }>(CHUNK_ROW).get(text, seq)?.row ?? 0;
  }

  /** The chunk, by its place in the text, in which an offset lies. */
  seqAt(text: number, offset: number): number {
    return this.#connection.prepare<{ seq: number }>(SEQ_AT).get(text, offset)?.seq ?? 0;
  }

  /**
   * The passages that may match, in text order: all that do are among them. Reads on only as they are taken; `alive` is asked before
   * each chunk, and throws where nobody waits any more.
   * @param notes of the text's chunks; null where there are none
   */
  *passages(
    part: ScanPart,
    matcher: PassageMatcher,
    notes: ChunkNotes | null,
    alive: () => void,
  ): Generator<ReadPassage> {
    const { after } = part;
    const mayMatch = (chunk: ScannedChunk) =>
      !matcher.bytes ||
      !notes ||
      !chunk.utf8 ||
      notes.lenient.has(chunk.seq) ||
      matcher.bytes.test(latin1Of(chunk));
    /** chunks so far that passages run across */
    let run: JoinedChunks | null = null;
    let chunk: ScannedChunk | undefined;
    const wanted = wantedOf(part, matcher, notes);
    for (const next of this.#chunks(part, wanted)) {
      alive();
      if (chunk && this.#goesOn(next, notes)) {
        run ??= new JoinedChunks(after);
        yield* run.add(chunk, this.#blocks(chunk.row));
      } else if (chunk && (run || mayMatch(chunk))) {
        yield* this.#ended(chunk, run, after, matcher);
        run = null;
      }
      chunk = next;
    }
    if (chunk && (run || mayMatch(chunk))) yield* this.#ended(chunk, run, after, matcher);
  }

  /** What stands in a chunk after which a passage begins anew. */
  *#ended(chunk: ScannedChunk, run: JoinedChunks | null, after: number, matcher: PassageMatcher) {
    if (!run) return yield* this.#inChunk(chunk, after, matcher);
    yield* run.add(chunk, this.#blocks(chunk.row));
    yield* run.end();
  }

  #goesOn({ row, seq }: ScannedChunk, notes: ChunkNotes | null): boolean {
    return notes ? notes.joined.has(seq) : BEGINS_INSIDE.test(this.#structure(row));
  }

  /** @param wanted by their places in the text; null for all */
  *#chunks(
    { text, firstChunk, from, to }: ScanPart,
    wanted: readonly boolean[] | null,
  ): Generator<ScannedChunk> {
    for (let seq = from; seq < to; seq += 1) {
      if (wanted?.[seq - from] === false) continue;
      const end = wanted ? wanted.indexOf(false, seq - from) : -1;
      const count = (end < 0 ? to : from + end) - seq;
      const ahead = this.#ahead.at(firstChunk + seq, count, end < 0);
      // A text is stored at once, so that its rows follow one another; in a file that was recovered they may stand otherwise.
      const isIt = ahead?.text === text && ahead.seq === seq;
      const chunk = isIt ? ahead : this.#connection.prepare<ScannedChunk>(CHUNK_AT).get(text, seq);
      if (!chunk) return;
      yield chunk;
    }
  }

  #structure(row: number): string {
    return this.#connection.prepare<{ structure: string }>(STRUCTURE).get(row)?.structure ?? '';
  }

  #blocks(row: number) {
    return blocksOf(this.#structure(row));
  }

  /** Of a chunk in which whole passages stand. */
  *#inChunk(chunk: ScannedChunk, after: number, matcher: PassageMatcher): Generator<ReadPassage> {
    const content = unpackBytes(chunk);
    let at = matcher.candidate(content, Math.max(0, after - chunk.start));
    if (at < 0) return;
    for (const { start, end } of passagesIn(startingFrom(after, this.#blocks(chunk.row)), null).passages) {
      if (start <= after || end - chunk.start <= at) continue;
      // What begins before this passage and was not found in an earlier one is no match; there may be one in here.
      if (at < start - chunk.start) at = matcher.candidate(content, start - chunk.start);
      if (at < 0) return;
      if (end - chunk.start <= at) continue;
      yield { start, end, content: content.slice(start - chunk.start, end - chunk.start) };
      at = Math.max(at, end - chunk.start);
    }
  }
}

/**
 * Which chunks of a part are to be read: those with words that the query may stand in, those with signs that are passed over, and those
 * that passages run across. Null where all are.
 */
function wantedOf(
  { from, to }: ScanPart,
  { letters }: PassageMatcher,
  notes: ChunkNotes | null,
): readonly boolean[] | null {
  const found = letters === null ? null : notes?.withLetters(letters);
  if (!notes || !found) return null;
  const { joined, lenient } = notes;
  return Array.from({ length: to - from }, (_, at) => {
    const seq = from + at;
    return found.has(seq) || lenient.has(seq) || joined.has(seq) || joined.has(seq + 1);
  });
}

/** The bytes of a chunk in UTF-8, each as a character. */
function latin1Of({ bytes }: ScannedChunk): string {
  return bytes ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1') : '';
}

/** A passage that starts at `after` is still whole among these, so that what continues it is known as such. */
function startingFrom(after: number, blocks: readonly Block[]): readonly Block[] {
  return after < 0 ? blocks : blocks.filter(({ start }) => start >= after);
}

/** Passages of chunks that passages run across. */
class JoinedChunks {
  readonly #after: number;
  #open: TextRange | null = null;
  #content = '';

  constructor(after: number) {
    this.#after = after;
  }

  *add(chunk: ScannedChunk, blocks: readonly Block[]): Generator<ReadPassage> {
    const { start } = chunk;
    const text = unpackBytes(chunk);
    const { rest, passages } = passagesIn(startingFrom(this.#after, blocks), this.#open);
    if (rest) {
      this.#content += text.slice(rest.start - start, rest.end - start);
      this.#open = { start: this.#open?.start ?? rest.start, end: rest.end };
    }
    for (const passage of passages) {
      yield* this.end();
      this.#open = passage;
      this.#content = text.slice(passage.start - start, passage.end - start);
    }
  }

  *end(): Generator<ReadPassage> {
    if (this.#open && this.#open.start > this.#after) yield { ...this.#open, content: this.#content };
    this.#open = null;
    this.#content = '';
  }
}
