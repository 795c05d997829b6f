import type { Id } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import type { StoreReader } from '../../store/types.ts';

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
