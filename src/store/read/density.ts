import type { Id } from '../../core/ids.ts';
import type { ReadContext } from './context.ts';

/**
 * One row for each code and run of bins that annotations cover alike; read from the index alone. Numbers are bound as
 * reals, hence the casts.
 */
export const DENSITY = `SELECT code, CAST(start * ? / ? AS INTEGER) AS first,
    CAST(max(start, "end" - 1) * ? / ? AS INTEGER) AS last, count(*) AS count
  FROM annotation WHERE document = ? AND deleted = 0 AND lost = 0 GROUP BY code, first, last`;

/** See StoreReader.density. */
export function density(
  { connection, identities }: ReadContext,
  documentId: Id,
  bins: number,
): { readonly codeIds: readonly Id[]; readonly triples: Uint32Array } {
  const document = identities.find('document', documentId);
  const length = connection
    .prepare<{ length: number }>(
      'SELECT text.length AS length FROM document JOIN text ON text.row = document.text WHERE document.row = ?',
    )
    .get(document ?? null)?.length;
  if (document === undefined || !length || bins < 1) return { codeIds: [], triples: new Uint32Array() };
  const codes: number[] = [];
  const countsByCode: Uint32Array[] = [];
  const runs = connection
    .prepare<{ code: number; first: number; last: number; count: number }>(DENSITY)
    .all(bins, length, bins, length, document);
  for (const { code, first, last, count } of runs) {
    if (codes[codes.length - 1] !== code) {
      codes.push(code);
      countsByCode.push(new Uint32Array(bins));
    }
    const counts = countsByCode[countsByCode.length - 1];
    // An empty span at the text's very end would fall into the bin after the last.
    for (let bin = Math.min(first, bins - 1); counts && bin <= Math.min(last, bins - 1); bin++) {
      counts[bin] = (counts[bin] ?? 0) + count;
    }
  }
  const triples: number[] = [];
  for (let bin = 0; bin < bins; bin++) {
    countsByCode.forEach((counts, ordinal) => {
      const count = counts[bin];
      if (count) triples.push(bin, ordinal, count);
    });
  }
  return { codeIds: codes.map((code) => identities.idOf('code', code)), triples: Uint32Array.from(triples) };
}
