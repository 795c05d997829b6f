import type { Connection } from '../connection.ts';
import { Utf8Pieces } from '../content-hash.ts';
import { byteColumns, type StoredBytes, unpackBytes } from '../rows/text-value.ts';

/**
 * Original bytes, once for each content. They stand in parts of their own, unless they are the UTF-8 of a text that was read from
 * them, to the byte, as most plain files are: then the text is all that is stored. One hash of both says so, since that of a text
 * is of its UTF-8.
 */
export interface Original {
  /** that of the table `source` */
  readonly row: number;
  readonly sha256: string;
}

export const TEXT_OF_ORIGINAL = 'SELECT row FROM text WHERE source = ? AND sha256 = ? ORDER BY row LIMIT 1';

function* storedParts(connection: Connection, source: number): Generator<Uint8Array> {
  const part = connection.prepare<{ bytes: Uint8Array }>(
    'SELECT bytes FROM source_part WHERE source = ? AND seq = ?',
  );
  for (let seq = 0, found = part.get(source, 0); found; found = part.get(source, seq)) {
    yield found.bytes;
    seq++;
  }
}

function* utf8OfText(connection: Connection, text: number): Generator<Uint8Array> {
  const chunk = connection.prepare<StoredBytes>(
    `SELECT ${byteColumns('content')} FROM text_chunk JOIN chunk_content ON chunk = row
     WHERE text_chunk.text = ? AND text_chunk.seq = ?`,
  );
  const pieces = new Utf8Pieces();
  for (let seq = 0, found = chunk.get(text, 0); found; found = chunk.get(text, seq)) {
    yield Buffer.from(pieces.add(unpackBytes(found)));
    seq++;
  }
  yield Buffer.from(pieces.rest());
}

/** The row of the text that holds an original; undefined where it has parts of its own, or is lost. */
export function textOfOriginal(connection: Connection, { row, sha256 }: Original): number | undefined {
  if (connection.prepare('SELECT 1 FROM source_part WHERE source = ? LIMIT 1').get(row)) return undefined;
  return connection.prepare<{ row: number }>(TEXT_OF_ORIGINAL).get(row, sha256)?.row;
}

/** An original's bytes in order, a part at a time; as they are stored, which only their hash proves to be right. */
export function originalParts(connection: Connection, original: Original): Generator<Uint8Array> {
  const text = textOfOriginal(connection, original);
  return text === undefined ? storedParts(connection, original.row) : utf8OfText(connection, text);
}
