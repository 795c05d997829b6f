import type { LiveText } from './live-texts.ts';
import type { ChunkNotes, Scanner, ScanPart, ScanSlice } from './scan.ts';

/** UTF-16 code units of a slice, about: some fiftieths of a second's work. */
const SLICE_LENGTH = 16 * 1_048_576;
/** Chunks that a slice takes of one text at once. */
const CHUNKS_AT_ONCE = 64;
/** UTF-16 code units of a chunk, about. */
const CHUNK_LENGTH = 16_384;

/**
 * Texts in text order, as slices.
 * @param notesOf what is known of the chunks of a text
 */
export function slicesOf(
  texts: readonly LiveText[],
  scanner: Scanner,
  notesOf: (text: LiveText) => ChunkNotes | null,
): readonly ScanSlice[] {
  const slices: ScanSlice[] = [];
  let parts: ScanPart[] = [];
  let length = 0;
  for (const text of texts) {
    const notes = notesOf(text);
    const lies = { text: text.row, textId: text.id, firstChunk: text.chunk };
    for (const { row: document, id: documentId } of text.documents) {
      for (let from = 0; from < text.chunkCount; ) {
        let to = Math.min(text.chunkCount, from + CHUNKS_AT_ONCE);
        // Whoever reads a slice begins with a passage.
        while (to < text.chunkCount && scanner.isJoined(text.row, to, notes)) to += 1;
        const last = parts.at(-1);
        if (last?.document === document && last.to === from) parts[parts.length - 1] = { ...last, to };
        else parts.push({ documentId, document, ...lies, from, to, after: -1 });
        length += Math.min(text.length, (to - from) * CHUNK_LENGTH);
        from = to;
        if (length < SLICE_LENGTH) continue;
        slices.push({ parts });
        parts = [];
        length = 0;
      }
    }
  }
  if (parts.length > 0) slices.push({ parts });
  return slices;
}
