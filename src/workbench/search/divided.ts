import type { Id } from '../../core/ids.ts';
import type { FoundPassage, FoundPassages, PassageCounts, TextQuery } from '../../core/query/text-query.ts';
import { digestOf, writeCursor } from '../../store/search/cursor.ts';
import type { ScanSlice } from '../../store/search/scan.ts';

/*
 * What several threads read through, slice by slice, laid together: the same as one thread gives that reads all.
 */

/** The first page of passages. `found` gives those of each slice, in order; no more are taken than are needed. */
export async function pageOf(
  query: TextQuery,
  { documentIds, limit }: { readonly documentIds?: readonly Id[] | undefined; readonly limit: number },
  slices: readonly ScanSlice[],
  found: readonly Promise<readonly FoundPassage[]>[],
): Promise<FoundPassages> {
  const passages: FoundPassage[] = [];
  let last: { readonly slice: ScanSlice; readonly passage: FoundPassage } | null = null;
  for (const [at, slice] of slices.entries()) {
    for (const passage of (await found[at]) ?? []) {
      if (passages.length === limit && last) {
        const part = last.slice.parts.find(({ documentId }) => documentId === last?.passage.documentId);
        const { text = 0, document = 0 } = part ?? {};
        const place = { text, document, start: last.passage.start };
        return { passages, next: writeCursor(digestOf(query, 'text', documentIds), place) };
      }
      passages.push(passage);
      last = { slice, passage };
    }
  }
  return { passages, next: null };
}

/** Documents with the most first, then in text order. */
export function sumOf(counts: readonly PassageCounts[]): PassageCounts {
  const sums = new Map<Id, number>();
  for (const { documents } of counts)
    for (const { documentId, passages } of documents)
      sums.set(documentId, (sums.get(documentId) ?? 0) + passages);
  const documents = [...sums].map(([documentId, passages]) => ({ documentId, passages }));
  documents.sort((one, other) => other.passages - one.passages);
  return { passages: documents.reduce((sum, { passages }) => sum + passages, 0), documents };
}
