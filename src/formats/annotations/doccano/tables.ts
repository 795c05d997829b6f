import { CsvError, parse } from 'csv-parse/sync';
import { GlossatorError } from '../../../core/errors.ts';
import { FileText } from '../foreign/canonical.ts';
import { wholeText } from '../foreign/decode.ts';
import { pathOf } from '../foreign/label.ts';
import { metadataFrom } from '../foreign/metadata.ts';
import { problem } from '../foreign/problem.ts';
import type { RecordContext } from '../foreign/record-reader.ts';
import type { BundleFile, ForeignItem } from '../foreign/types.ts';

/*
 * Classification as a table (a column of texts, one of labels) and as fastText writes it (`__label__name text`).
 */

const TEXT_COLUMN = /^(?:text|data|column_data)$/;
const LABEL_COLUMN = /^(?:label|column_label)$/;
const FASTTEXT_LABEL = /^__label__(\S+)\s+/;

function columnsOf(head: string): readonly string[] {
  return (head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').split(',').map((name) => name.trim());
}

/** Whether a file that begins so is one of the tables, by its first line. */
export function isTable(head: string): boolean {
  if (FASTTEXT_LABEL.test(head)) return true;
  const columns = columnsOf(head);
  return columns.some((name) => TEXT_COLUMN.test(name)) && columns.some((name) => LABEL_COLUMN.test(name));
}

interface Classified {
  readonly line: number;
  readonly raw: string;
  readonly labels: readonly string[];
  readonly others: Readonly<Record<string, string>>;
}

function* fastTextRows(content: string): Generator<Classified> {
  for (const [index, row] of content.split(/\r?\n/).entries()) {
    if (row.trim() === '') continue;
    const labels: string[] = [];
    let rest = row;
    for (let found = FASTTEXT_LABEL.exec(rest); found; found = FASTTEXT_LABEL.exec(rest)) {
      labels.push(found[1] ?? '');
      rest = rest.slice(found[0].length);
    }
    yield { line: index + 1, raw: rest, labels, others: {} };
  }
}

function* csvRows(content: string, path: string): Generator<Classified> {
  let rows: readonly { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(content, { columns: true, bom: true, info: true, relax_column_count: false });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new GlossatorError('record-malformed', `The table cannot be read: ${cause.message}`, {
      place: { path, line: Number(cause.lines ?? 1) },
      cause,
    });
  }
  for (const { record, info } of rows) {
    let raw = '';
    const labels: string[] = [];
    const others: Record<string, string> = {};
    for (const [name, cell] of Object.entries(record)) {
      if (TEXT_COLUMN.test(name)) raw = cell;
      else if (!LABEL_COLUMN.test(name)) {
        if (cell !== '' && name !== 'id') others[name] = cell;
      } else if (cell !== '') labels.push(cell);
    }
    yield { line: info.lines, raw, labels, others };
  }
}

/** @throws GlossatorError record-malformed, file-too-large, encoding-mismatch */
export async function* readTable(
  file: BundleFile,
  head: string,
  keyOf: RecordContext['keyOf'],
): AsyncGenerator<ForeignItem> {
  const content = await wholeText(file);
  const { path } = file;
  for (const { line, raw, labels, others } of FASTTEXT_LABEL.test(head)
    ? fastTextRows(content)
    : csvRows(content, path)) {
    if (raw === '') {
      yield problem('error', 'record-malformed', 'The row has no text.', { path, line, field: 'text' });
      continue;
    }
    yield {
      kind: 'document',
      document: {
        key: keyOf(undefined),
        metadata: metadataFrom(others),
        structured: new FileText(raw).structured(),
        original: { bytes: new TextEncoder().encode(raw), mediaType: 'text/plain', encoding: 'utf-8' },
        annotations: [],
        relations: [],
        documentCodes: labels.map((label, index) => ({ key: `c${index + 1}`, code: pathOf(label) })),
      },
    };
  }
}
