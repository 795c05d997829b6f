import type { Id } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { bytesHash } from '../../store/index.ts';
import type { StoreReader } from '../../store/types.ts';
import type { ImportFile } from './find-files.ts';

/**
 * Whether a stored text is this very one. The hash is of UTF-8, which holds no lone surrogates; so a text with such is
 * compared itself.
 */
export function isText(read: StoreReader, textId: Id, sha256: string, text: string): boolean {
  const stored = read.text(textId);
  if (stored?.sha256 !== sha256 || stored.length !== text.length) return false;
  return text.isWellFormed() || read.slice(textId, { start: 0, end: text.length }) === text;
}

/** Documents of the project that have this very text. */
export function documentsWithText(
  read: StoreReader,
  sha256: string,
  text: string,
): readonly DocumentRecord[] {
  return read.documentsByTextSha256(sha256).filter(({ textId }) => isText(read, textId, sha256, text));
}

/**
 * A document of the project that was read from these very bytes, so that a file that is here is recognised without being
 * read as a document. Undefined also where something is asked of the file by which its text could become another.
 */
export function documentWithBytes(
  read: StoreReader,
  { evenIfDuplicate, encoding, format, cut, habits }: Omit<ImportFile, 'path'>,
  bytes: Uint8Array,
): DocumentRecord | undefined {
  if (evenIfDuplicate || encoding !== undefined || format !== undefined || cut !== undefined)
    return undefined;
  const there = read.documentsBySourceSha256(bytesHash(bytes))[0];
  // What was chosen meanwhile for pages of its source may give it another text.
  return there && habits?.usual(there) ? undefined : there;
}
