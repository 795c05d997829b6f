import type { LiveText } from './live-texts.ts';
import type { Scanner, ScanPart, ScanSlice } from './scan.ts';

/** UTF-16 code units of a slice, about: some fiftieths of a second's work. */
const SLICE_LENGTH = 16 * 1_048_576;
/** Chunks that a slice takes of one text at once. */
const CHUNKS_AT_ONCE = 64;
/** UTF-16 code units of a chunk, about. */
const CHUNK_LENGTH = 16_384;

/**
 * Texts in text order, as slices.
 * @param joined rows of all chunks that begin inside a passage; null where that is not known
 */
export function slicesOf(
  texts: readonly LiveText[],
  scanner: Scanner,
  joined: readonly number[] | null,
): readonly ScanSlice[] {
  const known = joined && new Set(joined);
  const slices: ScanSlice[] = [];
  let parts: ScanPart[] = [];
  let length = 0;
  for (const text of texts) {
    for (const { row: document, id: documentId } of text.documents) {
      for (let from = 0; from < text.chunkCount; ) {
        let to = Math.min(text.chunkCount, from + CHUNKS_AT_ONCE);
        // Whoever reads a slice begins with a passage.
        while (to < text.chunkCount && scanner.isJoined(text.row, to, known)) to += 1;
        const last = parts.at(-1);
        if (last?.document === document && last.to === from) parts[parts.length - 1] = { ...last, to };
        else parts.push({ documentId, document, text: text.row, from, to, after: -1 });
        length += Math.min(text.length, (to - from) * CHUNK_LENGTH);
        from = to;
        if (length < SLICE_LENGTH) continue;
        slices.push({ parts, joined });
        parts = [];
        length = 0;
      }
    }
  }
  if (parts.length > 0) slices.push({ parts, joined });
  return slices;
}
