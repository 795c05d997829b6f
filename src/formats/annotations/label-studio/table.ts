import { CsvError, parse } from 'csv-parse/sync';
import { GlossatorError } from '../../../core/errors.ts';
import { wholeText } from '../foreign/decode.ts';
import { Unheld } from '../foreign/problem.ts';
import type { RecordContext } from '../foreign/record-reader.ts';
import type { BundleFile, ForeignItem } from '../foreign/types.ts';
import { readMinimal } from './minimal.ts';

/** Whether a file that begins so is the CSV or TSV export. */
export function isExportTable(head: string): boolean {
  const columns = (head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').split(/[,\t]/);
  return columns.includes('annotation_id') && columns.includes('lead_time');
}

function cellValue(cell: string): unknown {
  if (!/^[[{]/.test(cell)) return cell;
  try {
    return JSON.parse(cell) as unknown;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return cell;
    throw thrown;
  }
}

/** @throws GlossatorError record-malformed, file-too-large, encoding-mismatch */
export async function* readExportTable(
  file: BundleFile,
  keyOf: RecordContext['keyOf'],
): AsyncGenerator<ForeignItem> {
  const { path } = file;
  const content = await wholeText(file);
  const delimiter = (content.split('\n', 1)[0] ?? '').includes('\t') ? '\t' : ',';
  let rows: readonly { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(content, { columns: true, bom: true, info: true, delimiter });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new GlossatorError('record-malformed', `The table cannot be read: ${cause.message}`, {
      place: { path, line: Number(cause.lines ?? 1) },
      cause,
    });
  }
  const unheld = new Unheld();
  for (const { record, info } of rows) {
    const filled = Object.entries(record).filter(([, cell]) => cell !== '');
    const row = Object.fromEntries(filled.map(([name, cell]) => [name, cellValue(cell)]));
    const bytes = new TextEncoder().encode(JSON.stringify(row));
    yield* readMinimal(row, { path, line: info.lines, bytes, keyOf, unheld });
  }
  yield* unheld.items(path);
}
