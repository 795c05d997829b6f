import { createHash } from 'node:crypto';
import { newId } from '../../core/ids.ts';
import type { TextRecord } from '../../core/project/records.ts';
import { chunksOf, estimateLines } from '../../core/text/chunks.ts';
import type { Mark, StructuredText, TextChunk } from '../../core/text/structure.ts';
import type { Connection } from '../connection.ts';
import { bytesHash, textHash } from '../content-hash.ts';
import { TEXT_QUERY, type TextRow, textRecord } from '../read/texts.ts';
import { packText } from '../rows/text-value.ts';
import type { NewText } from '../types.ts';

/** Bytes of a source that go into one row. */
const SOURCE_PART_LENGTH = 4 * 1024 * 1024;

const HIGH_SURROGATE = /[\ud800-\udbff]/;
const HIGH_SURROGATE_FIRST = 0xd800;
const LOW_SURROGATE_FIRST = 0xdc00;
const LOW_SURROGATE_LAST = 0xdfff;

/** Unicode code points of a text; a lone surrogate counts as one. */
export function countCodePoints(text: string): number {
  // Most texts hold none: the search for one takes a tenth of going through all.
  if (!HIGH_SURROGATE.test(text)) return text.length;
  let pairs = 0;
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < HIGH_SURROGATE_FIRST || unit >= LOW_SURROGATE_FIRST) continue;
    const next = text.charCodeAt(i + 1);
    if (next >= LOW_SURROGATE_FIRST && next <= LOW_SURROGATE_LAST) {
      pairs++;
      i++;
    }
  }
  return text.length - pairs;
}

/** The structure of a chunk as it is stored. */
export function structureJson({ blocks, marks }: Pick<TextChunk, 'blocks' | 'marks'>): string {
  return joinedStructure(
    blocks.map((block) => JSON.stringify(block)),
    marks,
  );
}

/** The same of blocks that are in JSON already. */
function joinedStructure(blocks: readonly string[], marks: readonly Mark[]): string {
  return `[[${blocks.join(',')}],${JSON.stringify(marks)}]`;
}

/** Blocks or marks hashed at a time: of a long text not all at once, and not one by one, which is slow. */
const HASHED_AT_ONCE = 1_000;

/** SHA-256 of the JSON of each block and then of each mark. */
function hashStructure(blocks: readonly string[], marks: readonly Mark[]): string {
  const hash = createHash('sha256');
  for (let from = 0; from < blocks.length; from += HASHED_AT_ONCE) {
    hash.update(blocks.slice(from, from + HASHED_AT_ONCE).join(''));
  }
  for (let from = 0; from < marks.length; from += HASHED_AT_ONCE) {
    const some = marks.slice(from, from + HASHED_AT_ONCE);
    hash.update(some.map((mark) => JSON.stringify(mark)).join(''));
  }
  return hash.digest('hex');
}

/** Gives the row of the source. `textSha256`: the hash of the text that was read from the bytes. */
function putSource(connection: Connection, bytes: Uint8Array, textSha256: string): number {
  const hash = bytesHash(bytes);
  const known = connection.prepare<{ row: number }>('SELECT row FROM source WHERE sha256 = ?').get(hash);
  if (known) return known.row;
  const { lastInsertRowid: row } = connection
    .prepare('INSERT INTO source (sha256, length) VALUES (?, ?)')
    .run(hash, bytes.length);
  // They are the text's UTF-8, and are read from that (read/originals.ts).
  if (hash === textSha256) return row;
  const insertPart = connection.prepare('INSERT INTO source_part (source, seq, bytes) VALUES (?, ?, ?)');
  for (let seq = 0; seq * SOURCE_PART_LENGTH < bytes.length; seq++) {
    insertPart.run(row, seq, bytes.subarray(seq * SOURCE_PART_LENGTH, (seq + 1) * SOURCE_PART_LENGTH));
  }
  return row;
}

/** `blocks`: those of the text in JSON. */
function insertChunks(
  connection: Connection,
  text: number,
  structured: StructuredText,
  blocks: readonly string[],
): number {
  const insertOutline = connection.prepare(
    `INSERT INTO text_chunk (text, seq, start, "end", first_block, block_count, line_estimate)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertContent = connection.prepare(
    'INSERT INTO chunk_content (chunk, text, seq, start, content, structure) VALUES (?, ?, ?, ?, ?, ?)',
  );
  let chunks = 0;
  for (const chunk of chunksOf(structured)) {
    const { seq, start, end, firstBlock } = chunk;
    const count = chunk.blocks.length;
    const lines = estimateLines(chunk.blocks);
    const structure = joinedStructure(blocks.slice(firstBlock, firstBlock + count), chunk.marks);
    const { lastInsertRowid } = insertOutline.run(text, seq, start, end, firstBlock, count, lines);
    insertContent.run(lastInsertRowid, text, seq, start, packText(chunk.text), structure);
    chunks++;
  }
  return chunks;
}

function insertHeadings(connection: Connection, text: number, structured: StructuredText): void {
  const insert = connection.prepare(
    'INSERT OR IGNORE INTO heading (text, start, "end", level, title) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { kind, start, end, level } of structured.blocks) {
    if (kind === 'heading')
      insert.run(text, start, end, level ?? 1, packText(structured.text.slice(start, end)));
  }
}

/**
 * Stores a text and the bytes that it was read from. Where the very same text, structure and bytes are there
 * already, read in the same way, that text is given back and nothing is stored.
 */
export function putText(connection: Connection, { structured, source }: NewText): TextRecord {
  const { text } = structured;
  const hash = textHash(structured, source.bytes);
  const sourceRow = putSource(connection, source.bytes, hash);
  // Long texts have thousands: each is put into JSON once, to be hashed and to be stored.
  const blocks = structured.blocks.map((block) => JSON.stringify(block));
  const structureHash = hashStructure(blocks, structured.marks);
  // UTF-8 has no lone surrogates, so texts that hold any may share a hash without being alike.
  if (text.isWellFormed()) {
    const alike = connection
      .prepare<TextRow>(
        `${TEXT_QUERY} WHERE text.sha256 = ? AND text.structure_sha256 = ? AND text.source = ?
           AND text.media_type = ? AND text.encoding = ? AND text.format = ?`,
      )
      .get(hash, structureHash, sourceRow, source.mediaType, source.encoding, source.format);
    if (alike) return textRecord(alike);
  }
  const id = newId();
  const codePoints = countCodePoints(text);
  const blockCount = structured.blocks.length;
  const { mediaType, encoding, format } = source;
  const { lastInsertRowid: row } = connection
    .prepare(
      `INSERT INTO text (id, sha256, structure_sha256, length, code_points, block_count, chunk_count, source,
         media_type, encoding, format) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
    )
    .run(
      id,
      hash,
      structureHash,
      text.length,
      codePoints,
      blockCount,
      sourceRow,
      mediaType,
      encoding,
      format,
    );
  const chunkCount = insertChunks(connection, row, structured, blocks);
  insertHeadings(connection, row, structured);
  connection.prepare('UPDATE text SET chunk_count = ? WHERE row = ?').run(chunkCount, row);
  return {
    id,
    sha256: hash,
    length: text.length,
    codePoints,
    blockCount,
    chunkCount,
    sourceSha256: bytesHash(source.bytes),
    mediaType,
    encoding,
    format,
  };
}
