import readXlsxFile from 'read-excel-file/node';
import { GlossatorError } from '../../../core/errors.ts';
import { StructuredTextBuilder } from '../../../core/text/blocks.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { ZIP_LIMITS, ZipArchive } from '../../zip/archive.ts';
import { dateOfFileName } from '../metadata/dates.ts';
import { languageOf } from '../metadata/language.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { titleOfFileName } from '../txt/heading.ts';

/** Workbooks of spreadsheets as one document: a heading and a table for each sheet. Rows as documents are read through this too. */
export const xlsxReader: DocumentReader = {
  id: 'xlsx',
  title: 'Workbook (Excel)',
  extensions: ['.xlsx', '.xlsm'],
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  binary: true,
  maxBytes: LIMITS.workbookBytes,
  recognise: (head, fileName) => (head[0] === 0x50 && head[1] === 0x4b && isWorkbook(fileName) ? 0.97 : 0),
  read: readWorkbook,
};

const isWorkbook = (fileName: string): boolean => xlsxReader.extensions.includes(extensionOf(fileName));

/** What a workbook may unpack to: the library builds a tree of each sheet in memory. */
const LIMIT = { ...ZIP_LIMITS, entryBytes: 96 * 1024 * 1024, totalBytes: 160 * 1024 * 1024 };

type Cell = string | number | boolean | Date | null;

/** @throws GlossatorError file-damaged, file-encrypted, file-empty, archive-refused, structure-too-deep */
async function readWorkbook({ bytes, fileName }: ReaderInput): Promise<ParsedDocument> {
  await checkArchive(bytes);
  const sheets = await sheetsOf(bytes, fileName);
  const builder = new StructuredTextBuilder();
  let table = 0;
  for (const { sheet, data } of sheets) {
    if (!data.some((row) => row.some((cell) => cellText(cell as Cell) !== ''))) continue;
    if (builder.blockCount > 0) builder.separate('\n\n');
    builder.block({ kind: 'heading', level: 1 }, sheet.trim() || `Sheet ${table + 1}`);
    builder.separate('\n\n');
    writeTable(builder, data as readonly (readonly Cell[])[], table);
    table += 1;
  }
  if (table === 0) {
    throw new GlossatorError('file-empty', 'The sheets of the workbook are empty.', {
      place: { path: fileName },
    });
  }
  const structured = builder.finish();
  return {
    ...structured,
    metadata: {
      title: titleOfFileName(fileName),
      source: '',
      author: '',
      date: dateOfFileName(fileName),
      language: languageOf(structured.text),
      fields: {},
    },
    cuts: [],
    mediaType: xlsxReader.mediaType,
    format: xlsxReader.id,
    encoding: null,
    warnings: [],
  };
}

/** Unpacks all of it once, so that nothing that the library unpacks is larger than it may be. */
async function checkArchive(bytes: Uint8Array): Promise<void> {
  const archive = await ZipArchive.open(bytes, LIMIT);
  for (const { name } of archive.entries) if (/\.(?:xml|rels)$/i.test(name)) await archive.read(name);
}

async function sheetsOf(bytes: Uint8Array, fileName: string): ReturnType<typeof readXlsxFile> {
  try {
    return await readXlsxFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), { trim: false });
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new GlossatorError('file-damaged', `The workbook cannot be read: ${why.replace(/\.$/, '')}.`, {
      place: { path: fileName },
      remedy: 'Open it in a spreadsheet program and save it anew, or save its table as CSV.',
      cause: thrown,
    });
  }
}

/** A cell's value as text; a date without its time where that is midnight. */
function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    if (Number.isNaN(cell.getTime())) return '';
    const [day = '', time = ''] = cell.toISOString().split('T');
    return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`;
  }
  const text = String(cell).toWellFormed().replace(/\r\n?/g, '\n');
  return /^[\s\u0085]*$/.test(text) ? '' : text;
}

function writeTable(builder: StructuredTextBuilder, rows: readonly (readonly Cell[])[], table: number): void {
  let rowBefore = -1;
  for (const [row, cells] of rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const text = cellText(cell);
      if (text === '') continue;
      if (rowBefore >= 0) builder.separate(rowBefore === row ? '\t' : '\n');
      builder.block(
        { kind: 'paragraph', cell: { table, row, column, ...(row === 0 ? { header: true } : {}) } },
        text,
      );
      rowBefore = row;
    }
  }
}
