import { GlossatorError, type Warning } from '../../../core/errors.ts';
import { pushBlock } from '../../../core/text/blocks.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import type { Block } from '../../../core/text/structure.ts';
import { withNewlines } from '../encoding/decode.ts';
import { dateOfStamp } from '../metadata/dates.ts';
import { languageOf } from '../metadata/language.ts';
import { type DocumentReader, LIMITS, type ReaderInput } from '../reader.ts';
import { filledLines } from '../txt/lines.ts';
import { COLUMN_ROLES, type ColumnMapping } from './columns.ts';

/** Values of a table's row by the names of their columns, in the order of the columns. */
export type Row = Readonly<Record<string, string>>;

/** What is kept of a row as its original: all its values, and what they were taken for. */
interface KeptRow {
  readonly row: Row;
  readonly columns: ColumnMapping;
}

/** A row as bytes: JSON, so that a document can be read anew from its row, also with other columns. */
export function encodeRow(row: Row, columns: ColumnMapping): Uint8Array {
  return Buffer.from(JSON.stringify({ row, columns } satisfies KeptRow), 'utf8');
}

/** A row of a table, as `encodeRow` keeps it. Files of this kind do not exist by themselves. */
export const rowReader: DocumentReader = {
  id: 'row',
  title: 'Row of a table',
  extensions: [],
  mediaType: 'application/json',
  maxBytes: LIMITS.textBytes,
  inProcess: true,
  recognise: () => 0,
  read: readRow,
};

function keptRow(bytes: Uint8Array, fileName: string): KeptRow {
  try {
    const kept = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<KeptRow> | null;
    if (kept?.row && kept.columns?.text !== undefined) return { row: kept.row, columns: kept.columns };
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
  }
  throw new GlossatorError('file-damaged', 'It is no row of a table.', { place: { path: fileName } });
}

const TITLE_LENGTH = 80;

/** The first line, or as many words of it as make a title. */
function beginningOf(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.replace(/\s+/gu, ' ') ?? '';
  if (line.length <= TITLE_LENGTH) return line;
  const cut = line.slice(0, TITLE_LENGTH).replace(/\s+\S*$/u, '');
  return `${cut.toWellFormed().replace(/\ufffd$/, '')}…`;
}

/** @throws GlossatorError file-empty, file-damaged, structure-too-deep */
function readRow({ bytes, fileName }: ReaderInput): ParsedDocument {
  const { row, columns } = keptRow(bytes, fileName);
  const value = (name: string | undefined): string => (name === undefined ? '' : String(row[name] ?? ''));
  const oneLine = (name: string | undefined): string =>
    value(name).toWellFormed().replace(/\s+/gu, ' ').trim();
  const text = withNewlines(value(columns.text).toWellFormed());
  const blocks: Block[] = [];
  for (const { start, end } of filledLines(text)) {
    pushBlock(blocks, { kind: 'paragraph' }, start, text.slice(start, end));
  }
  if (blocks.length === 0) {
    throw new GlossatorError('file-empty', `Nothing stands in the column ‘${columns.text}’.`, {
      place: { path: fileName },
    });
  }
  const warnings: Warning[] = [];
  const stated = oneLine(columns.date);
  const date = stated === '' ? '' : dateOfStamp(stated);
  const roles = new Set(COLUMN_ROLES.map((role) => columns[role]));
  const kept = columns.fields ?? Object.keys(row).filter((name) => !roles.has(name));
  if (stated !== '' && date === '') {
    warnings.push({
      code: 'date-unknown',
      message: `‘${stated.slice(0, 60)}’ in the column ‘${columns.date}’ is no date that can be read; it is kept as a field.`,
    });
  }
  const fields = [...kept, ...(date === '' && columns.date !== undefined ? [columns.date] : [])];
  return {
    text,
    blocks,
    marks: [],
    metadata: {
      title: oneLine(columns.title) || beginningOf(text),
      source: oneLine(columns.source),
      author: oneLine(columns.author),
      date,
      language: languageTag(oneLine(columns.language)) || languageOf(text),
      fields: Object.fromEntries(
        fields.map((name) => [name, oneLine(name)]).filter(([, each]) => each !== ''),
      ),
    },
    cuts: [],
    mediaType: rowReader.mediaType,
    format: rowReader.id,
    encoding: null,
    warnings,
  };
}

function languageTag(stated: string): string {
  if (!/^[a-z]{2,3}(?:[-_][a-z\d]{2,8})*$/i.test(stated)) return '';
  try {
    return Intl.getCanonicalLocales(stated.replaceAll('_', '-'))[0] ?? '';
  } catch (thrown) {
    if (thrown instanceof RangeError) return '';
    throw thrown;
  }
}
