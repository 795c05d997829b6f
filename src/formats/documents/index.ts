import { GlossatorError } from '../../core/errors.ts';
import type { ParsedDocument } from '../../core/text/parsed.ts';
import { rowReader } from './containers/row.ts';
import { docxReader } from './docx/reader.ts';
import { emlReader } from './eml/reader.ts';
import { binaryKind } from './encoding/binary.ts';
import { epubReader } from './epub/reader.ts';
import { htmlReader } from './html/reader.ts';
import { mdReader } from './md/reader.ts';
import { mhtmlReader } from './mhtml/reader.ts';
import { odtReader } from './odt/reader.ts';
import { archiveKind } from './office/recognise.ts';
import { pdfReader } from './pdf/reader.ts';
import type { DocumentReader, ReaderInput } from './reader.ts';
import { rtfReader } from './rtf/reader.ts';
import { srtReader, vttReader } from './subtitles/reader.ts';
import { txtReader } from './txt/reader.ts';
import { xlsxReader } from './xlsx/reader.ts';

export { ZipArchive, type ZipLimits } from '../zip/archive.ts';
export { type DocumentReader, LIMITS, type ReaderInput } from './reader.ts';

/** All readers of documents. A new format is one more line here. */
export const documentReaders: readonly DocumentReader[] = [
  txtReader,
  mdReader,
  htmlReader,
  emlReader,
  srtReader,
  vttReader,
  pdfReader,
  docxReader,
  odtReader,
  rtfReader,
  epubReader,
  mhtmlReader,
  xlsxReader,
  rowReader,
];

/** The reader that most surely knows the file, by its beginning and its name; plain text where none does. */
export function readerFor(head: Uint8Array, fileName: string): DocumentReader {
  let best: DocumentReader = txtReader;
  let surest = 0;
  for (const reader of documentReaders) {
    const certainty = reader.recognise(head, fileName);
    if (certainty > surest) {
      best = reader;
      surest = certainty;
    }
  }
  return best;
}

/** Whether a file is a zip archive of files rather than a document that is packed so. */
export function isArchive(head: Uint8Array, fileName: string): boolean {
  const start = head.subarray(0, HEAD_LENGTH);
  return archiveKind(start) === 'zip' && readerFor(start, fileName) === txtReader;
}

/** The reader that a file would be read by. @throws GlossatorError file-format-unknown */
export function readerOf(input: ReaderInput & { readonly format?: string }): DocumentReader {
  if (input.format !== undefined) return readerNamed(input.format);
  return readerFor(input.bytes.subarray(0, HEAD_LENGTH), input.fileName);
}

/** Enough of a file to tell what it is. */
const HEAD_LENGTH = 65_536;

/**
 * Refuses by its beginning a file that no reader could read, before it is read whole.
 * @param head the file’s first bytes, some kilobytes
 * @param size length of the whole file in bytes
 * @param format identifier of the reader to be used, where it has been chosen
 * @throws GlossatorError file-empty, file-binary, file-format-unknown, file-too-large
 */
export function refuseEarly(head: Uint8Array, size: number, fileName: string, format?: string): void {
  const place = { path: fileName };
  if (size === 0) throw new GlossatorError('file-empty', 'The file is empty.', { place });
  const reader = format === undefined ? readerFor(head, fileName) : readerNamed(format);
  const what = reader.binary ? null : binaryKind(head);
  if (what) {
    throw new GlossatorError('file-binary', `The file is ${what}, not a text.`, {
      place,
      remedy: 'Open it in its own program and save it as text or as a web page.',
    });
  }
  if (size > reader.maxBytes) {
    throw new GlossatorError(
      'file-too-large',
      `The file has ${megabytes(size)} MB; as ${reader.title.toLowerCase()} at most ${megabytes(reader.maxBytes)} MB are read.`,
      { place, remedy: 'Divide it into several files.' },
    );
  }
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1_048_576).toLocaleString('en');
}

function readerNamed(format: string): DocumentReader {
  const reader = documentReaders.find(({ id }) => id === format);
  if (reader) return reader;
  throw new GlossatorError('file-format-unknown', `There is no reader for the format “${format}”.`, {
    remedy: `Choose one of: ${documentReaders.map(({ id }) => id).join(', ')}.`,
  });
}

/**
 * Reads a document's bytes: canonical text, blocks, marks, metadata, proposed cuts and what is worth telling. Nothing is
 * fetched and nothing executed.
 * @throws GlossatorError file-empty, file-binary, file-format-unknown, file-too-large, encoding-unknown, structure-too-deep
 */
export async function readDocument(
  input: ReaderInput & { readonly format?: string },
): Promise<ParsedDocument> {
  const { bytes, fileName, format } = input;
  refuseEarly(bytes.subarray(0, HEAD_LENGTH), bytes.length, fileName, format);
  return readerOf(input).read(input);
}
