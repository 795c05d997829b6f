import { createHash } from 'node:crypto';
import type { Annotation, Span } from '../../core/annotation/annotation.ts';
import { newId } from '../../core/ids.ts';
import { estimateLines } from '../../core/text/chunks.ts';
import { BLOCK_MAX_LENGTH, type Block, CHUNK_TARGET_LENGTH, type Mark } from '../../core/text/structure.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { TextHash } from '../content-hash.ts';
import { type Original, originalParts } from '../read/originals.ts';
import { storedJson } from '../rows/stored-json.ts';
import { packText, unpackText } from '../rows/text-value.ts';
import { countCodePoints, structureJson } from '../write/put-text.ts';
import { everyChange } from './journal-changes.ts';
import type { Losses } from './losses.ts';

interface Piece {
  readonly start: number;
  readonly content: string;
  readonly blocks: readonly Block[];
  readonly marks: readonly Mark[];
}

/** What stands for text that cannot be read. */
const UNREADABLE = 0xfffd;

/** A source that stands for original bytes that are lost. */
function emptySource(connection: Connection): number {
  const sha256 = createHash('sha256').digest('hex');
  connection.prepare('INSERT OR IGNORE INTO source (sha256, length) VALUES (?, 0)').run(sha256);
  return connection.prepare<{ row: number }>('SELECT row FROM source WHERE sha256 = ?').get(sha256)?.row ?? 0;
}

/** How many bytes an original has; undefined where some are lost. */
function wholeLength(connection: Connection, original: Original): number | undefined {
  const hash = createHash('sha256');
  let length = 0;
  for (const part of originalParts(connection, original)) {
    hash.update(part);
    length += part.length;
  }
  return hash.digest('hex') === original.sha256 ? length : undefined;
}

/**
 * Original bytes of which a part is lost are no longer what their hash says: then none are kept. `rebuilt`: the rows of texts that
 * were made again, of which only the hash can tell that they are the bytes they were read from. Call when texts are filled, which
 * gives those of which something is lost another hash.
 */
export function mendSources(connection: Connection, rebuilt: readonly number[], losses: Losses): void {
  const lose = () => losses.add('original-file', 'The original bytes of a file could not be read.');
  const find = connection.prepare<{ row: number }>(
    'SELECT source.row AS row FROM text JOIN source ON source.sha256 = text.sha256 WHERE text.row = ?',
  );
  for (const text of rebuilt) {
    const source = find.get(text);
    if (source) connection.prepare('UPDATE text SET source = ? WHERE row = ?').run(source.row, text);
    else lose();
  }
  const named = connection
    .prepare<{ row: number; sha256: string | null }>(
      'SELECT DISTINCT text.source AS row, source.sha256 AS sha256 FROM text LEFT JOIN source ON source.row = text.source',
    )
    .all();
  for (const { row, sha256 } of named) {
    const length = sha256 === null ? undefined : wholeLength(connection, { row, sha256 });
    if (length !== undefined) {
      connection.prepare('UPDATE source SET length = ? WHERE row = ?').run(length, row);
      continue;
    }
    connection.prepare('UPDATE text SET source = ? WHERE source = ?').run(emptySource(connection), row);
    lose();
  }
  connection.exec('DELETE FROM source_part WHERE source NOT IN (SELECT source FROM text)');
  connection.exec('DELETE FROM source WHERE row NOT IN (SELECT source FROM text)');
}

/** Makes a text's row again where its pieces and a document that names it are there; gives these rows. */
export function rebuildTextRows(connection: Connection): readonly number[] {
  const lost = connection
    .prepare<{ text: number; document: string }>(
      'SELECT text, id AS document FROM document WHERE text NOT IN (SELECT row FROM text)',
    )
    .all();
  const rebuilt: number[] = [];
  if (lost.length === 0) return rebuilt;
  const idOfText = new Map<string, string>();
  for (const { changes } of everyChange(connection)) {
    for (const { kind, id, after } of changes) {
      const { textId } = after;
      if (kind === 'document' && typeof textId === 'string') idOfText.set(id, textId);
    }
  }
  for (const { text, document } of lost) {
    if (!connection.prepare('SELECT 1 FROM chunk_content WHERE text = ?').get(text)) continue;
    connection
      .prepare(
        `INSERT OR IGNORE INTO text (row, id, sha256, structure_sha256, length, code_points, block_count, chunk_count,
           source, media_type, encoding, format) VALUES (?, ?, '', '', -1, 0, 0, 0, ?, 'text/plain', '', '')`,
      )
      .run(text, idOfText.get(document) ?? newId(), emptySource(connection));
    rebuilt.push(text);
  }
  return rebuilt;
}

function readablePieces(connection: Connection, text: number): Piece[] {
  const pieces: Piece[] = [];
  const rows = connection
    .prepare<{ start: number; content: SqlValue; structure: string }>(
      'SELECT start, content, structure FROM chunk_content WHERE text = ? ORDER BY start, seq',
    )
    .all(text);
  let end = 0;
  for (const { start, content, structure } of rows) {
    if (start < end) continue;
    const unpacked = unpackText(content);
    const [blocks, marks] = storedJson<[Block[], Mark[]]>(structure, 'the structure of a text');
    pieces.push({ start, content: unpacked, blocks, marks });
    end = start + unpacked.length;
  }
  return pieces;
}

/** A stretch of text that is lost, as far as quotations tell of it. */
function filler(start: number, end: number, spans: readonly Span[]): Piece {
  const units = new Uint16Array(end - start).fill(UNREADABLE);
  const lay = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) {
      const place = at + i - start;
      if (place >= 0 && place < units.length) units[place] = text.charCodeAt(i);
    }
  };
  for (const { start: from, end: to, prefix, suffix } of spans) {
    lay(from - prefix.length, prefix);
    lay(to, suffix);
  }
  for (const { start: from, quote } of spans) lay(from, quote);
  const blocks: Block[] = [];
  for (let at = start; at < end; at += BLOCK_MAX_LENGTH) {
    const block: Block = { kind: 'paragraph', start: at, end: Math.min(end, at + BLOCK_MAX_LENGTH) };
    blocks.push(at === start ? block : { ...block, continues: true });
  }
  return { start, content: Buffer.from(units.buffer).toString('utf16le'), blocks, marks: [] };
}

function spansOn(connection: Connection, text: number): Span[] {
  return connection
    .prepare<{ spans: string }>(
      'SELECT spans FROM annotation JOIN document ON document.row = annotation.document WHERE text = ?',
    )
    .all(text)
    .flatMap(({ spans }) => JSON.parse(spans) as Annotation['spans']);
}

function writePieces(connection: Connection, text: number, pieces: readonly Piece[]): void {
  connection.prepare('DELETE FROM chunk_content WHERE text = ?').run(text);
  connection.prepare('DELETE FROM text_chunk WHERE text = ?').run(text);
  const hash = new TextHash();
  let [end, blockCount, codePoints] = [0, 0, 0];
  pieces.forEach(({ start, content, blocks, marks }, seq) => {
    end = start + content.length;
    const { lastInsertRowid: chunk } = connection
      .prepare(
        `INSERT INTO text_chunk (text, seq, start, "end", first_block, block_count, line_estimate)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(text, seq, start, end, blockCount, blocks.length, estimateLines(blocks));
    connection
      .prepare(
        'INSERT INTO chunk_content (chunk, text, seq, start, content, structure) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(chunk, text, seq, start, packText(content), structureJson({ blocks, marks }));
    blockCount += blocks.length;
    codePoints += countCodePoints(content);
    hash.add(content);
  });
  connection
    .prepare(
      `UPDATE text SET sha256 = ?, structure_sha256 = '', length = ?, code_points = ?, block_count = ?, chunk_count = ?
       WHERE row = ?`,
    )
    .run(hash.digest().sha256, end, codePoints, blockCount, pieces.length, text);
}

/** The pieces of a text with its gaps filled, up to its length, and how much was filled. */
function withoutGaps(
  pieces: readonly Piece[],
  length: number,
  spans: readonly Span[],
): { readonly filled: readonly Piece[]; readonly lost: number } {
  const filled: Piece[] = [];
  let end = 0;
  let lost = 0;
  const fillTo = (offset: number) => {
    while (end < offset) {
      const next = Math.min(offset, end + CHUNK_TARGET_LENGTH);
      filled.push(filler(end, next, spans));
      lost += next - end;
      end = next;
    }
  };
  for (const piece of pieces) {
    fillTo(piece.start);
    filled.push(piece);
    end = piece.start + piece.content.length;
  }
  fillTo(length);
  return { filled, lost };
}

/** Chunks of a text that are in the outline and have their content. */
function countOutlined(connection: Connection, text: number): number {
  const found = connection
    .prepare<{ count: number }>(
      `SELECT count(*) AS count FROM text_chunk JOIN chunk_content ON chunk = row
       WHERE text_chunk.text = ? AND chunk_content.text = text_chunk.text AND chunk_content.start = text_chunk.start`,
    )
    .get(text);
  return found?.count ?? 0;
}

/**
 * Fills the gaps of texts of which pieces are lost, keeping all offsets: with what quotations say of the place, and
 * U+FFFD elsewhere.
 */
export function fillTexts(connection: Connection, losses: Losses): void {
  const texts = connection
    .prepare<{ row: number; length: number; chunk_count: number }>(
      'SELECT row, length, chunk_count FROM text',
    )
    .all();
  for (const text of texts) {
    const pieces = readablePieces(connection, text.row);
    const total = pieces.reduce((sum, { content }) => sum + content.length, 0);
    const outlined = countOutlined(connection, text.row);
    if (total === text.length && pieces.length === text.chunk_count && outlined === text.chunk_count)
      continue;
    const spans = spansOn(connection, text.row);
    const last = pieces.at(-1);
    const read = (last?.start ?? 0) + (last?.content.length ?? 0);
    const length = text.length < 0 ? spans.reduce((most, { end }) => Math.max(most, end), read) : text.length;
    const { filled, lost } = withoutGaps(pieces, length, spans);
    writePieces(connection, text.row, filled);
    losses.add('text', 'Characters of a text could not be read and are shown as �.', lost);
  }
  connection.exec('DELETE FROM text_chunk WHERE text NOT IN (SELECT row FROM text)');
  connection.exec('DELETE FROM chunk_content WHERE chunk NOT IN (SELECT row FROM text_chunk)');
}

/** The headings of every text, from its structure. */
export function rebuildHeadings(connection: Connection): void {
  connection.exec('DELETE FROM heading');
  const insert = connection.prepare(
    'INSERT OR IGNORE INTO heading (text, start, "end", level, title) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { row } of connection.prepare<{ row: number }>('SELECT row FROM text').all()) {
    for (const { start, content, blocks } of readablePieces(connection, row)) {
      for (const block of blocks) {
        if (block.kind !== 'heading') continue;
        const title = content.slice(block.start - start, block.end - start);
        insert.run(row, block.start, block.end, block.level ?? 1, packText(title));
      }
    }
  }
}
