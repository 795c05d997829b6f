import { stringify } from 'csv-stringify/sync';
import { sheetsOf } from '../../documents/containers/xlsx.ts';
import { xlsxReader } from '../../documents/xlsx/reader.ts';
import { CODEBOOK_BYTES_LIMIT, tooLarge } from '../codebook.ts';

/** Whether a codebook is a workbook: a zip archive, as no other codebook is. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * The first sheet of a workbook as CSV, to be read as such.
 * @throws GlossatorError of the reader of workbooks; file-too-large
 */
export async function workbookAsCsv(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length > CODEBOOK_BYTES_LIMIT) throw tooLarge(`${bytes.length} bytes`);
  const [sheet] = sheetsOf(await xlsxReader.read({ bytes, fileName: 'codebook.xlsx' }));
  const rows = [...(sheet?.rows ?? [])].map(([, cells]) => Array.from(cells, (cell) => cell ?? ''));
  return Buffer.from(stringify(rows));
}
