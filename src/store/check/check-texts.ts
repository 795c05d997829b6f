import { createHash } from 'node:crypto';
import type { Warning } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { TextHash } from '../content-hash.ts';
import { unpackText } from '../rows/text-value.ts';
import type { Pace } from './pace.ts';

interface TextRow {
  readonly row: number;
  readonly id: Id;
  readonly sha256: string;
  readonly length: number;
  readonly chunk_count: number;
}

/** Whether the chunks of a text lie end to end and give the text that its hash tells of. */
async function textProblem(connection: Connection, text: TextRow, pace: Pace): Promise<string | undefined> {
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
  return hash.digest() === text.sha256 ? undefined : 'it is not what its hash says';
}

async function sourceProblem(
  connection: Connection,
  source: { readonly row: number; readonly sha256: string },
  pace: Pace,
): Promise<string | undefined> {
  const hash = createHash('sha256');
  const part = connection.prepare<{ bytes: Uint8Array }>(
    'SELECT bytes FROM source_part WHERE source = ? AND seq = ?',
  );
  for (let seq = 0, found = part.get(source.row, 0); found; found = part.get(source.row, seq)) {
    hash.update(found.bytes);
    seq++;
    await pace.step();
  }
  return hash.digest('hex') === source.sha256 ? undefined : 'its bytes are not what their hash says';
}

/** Checks every canonical text and the original bytes behind it. */
export async function checkTexts(connection: Connection, pace: Pace): Promise<Warning[]> {
  const problems: Warning[] = [];
  const texts = connection.prepare<TextRow>('SELECT row, id, sha256, length, chunk_count FROM text').all();
  for (const text of texts) {
    const problem = await textProblem(connection, text, pace);
    if (problem === undefined) continue;
    const place = { recordKind: 'text', recordId: text.id };
    problems.push({ code: 'text-hash-mismatch', message: `A text is damaged: ${problem}.`, place });
  }
  const sources = connection.prepare<{ row: number; sha256: string }>('SELECT row, sha256 FROM source').all();
  for (const source of sources) {
    const problem = await sourceProblem(connection, source, pace);
    if (problem === undefined) continue;
    const place = { recordKind: 'source', recordId: source.sha256 };
    problems.push({ code: 'text-hash-mismatch', message: `An original file is damaged: ${problem}.`, place });
  }
  return problems;
}
