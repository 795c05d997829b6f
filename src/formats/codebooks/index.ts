import type { Warning } from '../../core/errors.ts';
import {
  CODEBOOK_BYTES_LIMIT,
  type CodebookCode,
  type CodebookFormat,
  type ReadCodebook,
  tooLarge,
  unreadable,
  type WrittenCodebook,
} from './codebook.ts';
import { readCsv } from './csv/read.ts';
import { writeCsv } from './csv/write.ts';
import { readJson, writeJson } from './json/codebook-json.ts';
import { readQdc } from './qdc/read.ts';
import { writeQdc } from './qdc/write.ts';

export {
  CODEBOOK_FORMATS,
  type CodebookCode,
  type CodebookFormat,
  type ReadCodebook,
  type WrittenCodebook,
} from './codebook.ts';
export { isWorkbook, workbookAsCsv } from './xlsx/table.ts';

/** The bytes of a codebook file. `generator`: the program that writes, with its version. */
export function writeCodebook(
  format: CodebookFormat,
  codes: readonly CodebookCode[],
  generator: string,
): WrittenCodebook {
  switch (format) {
    case 'qdc':
      return writeQdc(codes, generator);
    case 'csv':
      return writeCsv(codes);
    case 'json':
      return writeJson(codes, generator);
  }
}

/** By its first sign: `<` is XML, `{` is JSON, all else is a table. In UTF-16, NULs stand between the signs. */
export function codebookFormatOf(bytes: Uint8Array): CodebookFormat {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512)).toString('latin1');
  const first = head
    .replace(/^(?:ï»¿|þÿ|ÿþ)/, '')
    .replaceAll('\u0000', '')
    .trimStart()
    .charAt(0);
  return first === '<' ? 'qdc' : first === '{' ? 'json' : 'csv';
}

/**
 * Reads a codebook; without a format, by what the file begins with. What is wrong with single codes is mended or left out, with a warning. Raises
 * `codebook-unreadable` (an empty file too), `format-version-unknown`, `file-too-large`.
 */
export function readCodebook(
  bytes: Uint8Array,
  format: CodebookFormat = codebookFormatOf(bytes),
): ReadCodebook {
  if (bytes.length > CODEBOOK_BYTES_LIMIT) throw tooLarge(`${bytes.length} bytes`);
  if (bytes.length === 0) throw unreadable('The file is empty.');
  const warnings: Warning[] = [];
  const readers = { qdc: readQdc, csv: readCsv, json: readJson };
  return { format, codes: readers[format](bytes, warnings), warnings };
}
