import { createHash } from 'node:crypto';
import type { Warning } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { TextHash } from '../content-hash.ts';
import { type Original, originalParts, textOfOriginal } from '../read/originals.ts';
import { unpackText } from '../rows/text-value.ts';
import type { Pace } from './pace.ts';

interface TextRow {
  readonly row: number;
  readonly id: Id;
  readonly sha256: string;
  readonly length: number;
  readonly chunk_count: number;
}

/** Whether the chunks of a text lie end to end and give the text that its hash tells of: its bytes of UTF-8, or what is wrong. */
async function textLength(connection: Connection, text: TextRow, pace: Pace): Promise<number | string> {
  const hash = new TextHash();
  const next = connection.prepare<{ start: number; end: number; content: SqlValue }>(
    `SELECT text_chunk.start AS start, "end" AS "end", content FROM text_chunk LEFT JOIN chunk_content ON chunk = row
     WHERE text_chunk.text = ? AND text_chunk.seq = ?`,
  );
  let end = 0;
  for (let seq = 0; seq < text.chunk_count; seq++) {
    const chunk = next.get(text.row, seq);
    if (!chunk || chunk.content === null) return `part ${seq} of it is missing`;
    const content = unpackText(chunk.content);
    if (chunk.start !== end || chunk.end !== end + content.length) return `part ${seq} of it is out of place`;
    end = chunk.end;
    hash.add(content);
    await pace.step();
  }
  if (end !== text.length) return `it ends at ${end} instead of ${text.length}`;
  const { sha256, byteLength } = hash.digest();
  return sha256 === text.sha256 ? byteLength : 'it is not what its hash says';
}

interface SourceRow extends Original {
  readonly length: number;
}

/** `whole`: the bytes of UTF-8 of each text that is not damaged, by its row. */
async function sourceProblem(
  connection: Connection,
  source: SourceRow,
  whole: ReadonlyMap<number, number>,
  pace: Pace,
): Promise<string | undefined> {
  let [length, sha256] = [0, source.sha256];
  const text = textOfOriginal(connection, source);
  if (text === undefined) {
    const hash = createHash('sha256');
    for (const part of originalParts(connection, source)) {
      hash.update(part);
      length += part.length;
      await pace.step();
    }
    sha256 = hash.digest('hex');
  } else {
    const byteLength = whole.get(text);
    if (byteLength === undefined) return 'it is stored as its text, which is damaged';
    length = byteLength;
  }
  if (sha256 !== source.sha256) return 'its bytes are not what their hash says';
  return length === source.length ? undefined : `it has ${length} bytes instead of ${source.length}`;
}

/** Checks every canonical text and the original bytes behind it. */
export async function checkTexts(connection: Connection, pace: Pace): Promise<Warning[]> {
  const problems: Warning[] = [];
  const whole = new Map<number, number>();
  const texts = connection.prepare<TextRow>('SELECT row, id, sha256, length, chunk_count FROM text').all();
  for (const text of texts) {
    const found = await textLength(connection, text, pace);
    if (typeof found === 'number') {
      whole.set(text.row, found);
      continue;
    }
    const place = { recordKind: 'text', recordId: text.id };
    problems.push({ code: 'text-hash-mismatch', message: `A text is damaged: ${found}.`, place });
  }
  const sources = connection.prepare<SourceRow>('SELECT row, sha256, length FROM source').all();
  for (const source of sources) {
    const problem = await sourceProblem(connection, source, whole, pace);
    if (problem === undefined) continue;
    const place = { recordKind: 'source', recordId: source.sha256 };
    problems.push({ code: 'text-hash-mismatch', message: `An original file is damaged: ${problem}.`, place });
  }
  return problems;
}
