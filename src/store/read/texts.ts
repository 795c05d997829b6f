import type { Id } from '../../core/ids.ts';
import type { TextRecord } from '../../core/project/records.ts';
import type { Block, ChunkOutline, HeadingOutline, Mark, TextChunk } from '../../core/text/structure.ts';
import type { SqlValue } from '../connection.ts';
import { damagedContent, storedJson } from '../rows/stored-json.ts';
import { byteColumns, type StoredBytes, unpackBytes, unpackText } from '../rows/text-value.ts';
import type { StoreReader } from '../types.ts';
import type { ReadContext } from './context.ts';
import { type Original, originalParts } from './originals.ts';

export interface TextRow {
  readonly id: Id;
  readonly sha256: string;
  readonly length: number;
  readonly code_points: number;
  readonly block_count: number;
  readonly chunk_count: number;
  readonly source_sha256: string;
  readonly media_type: string;
  readonly encoding: string;
  readonly format: string;
}

export const TEXT_QUERY = `SELECT text.id, text.sha256, text.length, text.code_points, text.block_count,
  text.chunk_count, source.sha256 AS source_sha256, text.media_type, text.encoding, text.format
  FROM text JOIN source ON source.row = text.source`;

export function textRecord(row: TextRow): TextRecord {
  return {
    id: row.id,
    sha256: row.sha256,
    length: row.length,
    codePoints: row.code_points,
    blockCount: row.block_count,
    chunkCount: row.chunk_count,
    sourceSha256: row.source_sha256,
    mediaType: row.media_type,
    encoding: row.encoding,
    format: row.format,
  };
}

interface ChunkRow extends StoredBytes {
  readonly seq: number;
  readonly start: number;
  readonly end: number;
  readonly first_block: number;
  readonly structure: string;
}

export const CHUNK_BY_SEQ = `SELECT text_chunk.seq AS seq, text_chunk.start AS start, "end", first_block, ${byteColumns('content')}, structure
  FROM text_chunk JOIN chunk_content ON chunk = row
  WHERE text_chunk.text = ? AND text_chunk.seq = ?`;
/** The chunk that holds an offset is the last one that starts at or before it. */
export const SEQ_AT =
  'SELECT seq FROM text_chunk WHERE text = ? AND start <= ? ORDER BY start DESC, seq DESC LIMIT 1';

function chunkOf(row: ChunkRow): TextChunk {
  const [blocks, marks] = storedJson<[Block[], Mark[]]>(row.structure, 'the structure of a text');
  return {
    seq: row.seq,
    start: row.start,
    end: row.end,
    firstBlock: row.first_block,
    text: unpackBytes(row),
    blocks,
    marks,
  };
}

export function textReader({ connection, identities }: ReadContext) {
  function chunk(text: number, seq: number): TextChunk | undefined {
    const row = connection.prepare<ChunkRow>(CHUNK_BY_SEQ).get(text, seq);
    return row && chunkOf(row);
  }
  function seqAt(text: number, offset: number): number | undefined {
    return connection.prepare<{ seq: number }>(SEQ_AT).get(text, offset)?.seq;
  }
  function* chunksFrom(text: number, seq: number): Generator<TextChunk> {
    for (let next = seq, found = chunk(text, next); found; found = chunk(text, next)) {
      yield found;
      next++;
    }
  }

  return {
    text(textId) {
      const row = connection.prepare<TextRow>(`${TEXT_QUERY} WHERE text.id = ?`).get(textId);
      return row && textRecord(row);
    },
    outline(textId) {
      const text = identities.find('text', textId);
      if (text === undefined) return [];
      return connection
        .prepare<ChunkOutline>(
          `SELECT seq, start, "end" AS "end", first_block AS firstBlock, block_count AS blockCount,
             line_estimate AS lineEstimate FROM text_chunk WHERE text = ? ORDER BY seq`,
        )
        .all(text);
    },
    headings(textId) {
      const text = identities.find('text', textId);
      if (text === undefined) return [];
      return connection
        .prepare<Omit<HeadingOutline, 'title'> & { title: SqlValue }>(
          'SELECT start, "end" AS "end", level, title FROM heading WHERE text = ? ORDER BY start',
        )
        .all(text)
        .map((row) => ({ ...row, title: unpackText(row.title) }));
    },
    chunks(textId, seqs) {
      const text = identities.find('text', textId);
      if (text === undefined) return [];
      const wanted = [...new Set(seqs)].sort((a, b) => a - b);
      return wanted.map((seq) => chunk(text, seq)).filter((found) => found !== undefined);
    },
    *everyChunk(textId) {
      const text = identities.find('text', textId);
      if (text !== undefined) yield* chunksFrom(text, 0);
    },
    chunkAt(textId, offset) {
      const text = identities.find('text', textId);
      if (text === undefined) return undefined;
      const seq = seqAt(text, Math.max(0, offset));
      return seq === undefined ? undefined : chunk(text, seq);
    },
    slice(textId, range) {
      const text = identities.find('text', textId);
      const start = Math.max(0, range.start);
      const first = text === undefined ? undefined : seqAt(text, start);
      if (text === undefined || first === undefined || range.end <= start) return '';
      let passage = '';
      for (const piece of chunksFrom(text, first)) {
        passage += piece.text.slice(Math.max(0, start - piece.start), range.end - piece.start);
        if (piece.end >= range.end) break;
      }
      return passage;
    },
    sourceBytes(sha256) {
      const source = connection
        .prepare<Original & { readonly length: number }>(
          'SELECT row, sha256, length FROM source WHERE sha256 = ?',
        )
        .get(sha256);
      if (!source) return undefined;
      const bytes = new Uint8Array(source.length);
      let end = 0;
      for (const part of originalParts(connection, source)) {
        if (end + part.length > bytes.length) throw damagedContent('an original file is too long');
        bytes.set(part, end);
        end += part.length;
      }
      if (end < bytes.length) throw damagedContent('of an original file a part is missing');
      return bytes;
    },
  } satisfies Partial<StoreReader>;
}
