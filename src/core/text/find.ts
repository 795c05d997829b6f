import { compileQuery, type FindOptions } from './find-pattern.ts';

export type { FindOptions } from './find-pattern.ts';

/** A stretch of a text: contiguous with the one before. `start` is its UTF-16 offset in the whole text. */
export interface FindChunk {
  readonly start: number;
  readonly text: string;
}

export interface Found {
  /** UTF-16 offsets in pairs: start, end, start, end, …; in order, not overlapping */
  readonly ranges: Uint32Array;
  /** how many there are, also past the limit */
  readonly total: number;
}

/** Chunks are searched together in batches of about this many code units: few scans, little memory. */
const BATCH = 1_048_576;

/**
 * Finds a query in a text that comes in contiguous chunks, across their borders too. Without `caseSensitive` letters
 * are compared by Unicode simple case folding. White space in the query matches any run of white space, typographic
 * and plain quotation marks match each other, precomposed and decomposed letters match each other, and stress marks
 * and soft hyphens in the text are passed over. Time is linear in the text whatever the query.
 *
 * @param limit how many ranges are returned at most; the rest is only counted
 */
export function findInText(
  chunks: Iterable<FindChunk>,
  query: string,
  options: FindOptions,
  limit: number,
): Found {
  const pattern = compileQuery(query, options);
  const ranges: number[] = [];
  let total = 0;
  if (!pattern) return { ranges: new Uint32Array(0), total };

  /** what of the batches before may still belong to a match, and where it starts in the whole text */
  let held = '';
  let heldStart = 0;
  /** where the next match may start, in the whole text; what lies before it is only context */
  let searchFrom = 0;

  const scan = (last: boolean): void => {
    // A match that starts here or later may need text that has not come yet.
    const settled = last ? held.length + 1 : pattern.settledBefore(held);
    let from = searchFrom - heldStart;
    for (let match = pattern.next(held, from); match; match = pattern.next(held, from)) {
      if (match.start >= settled) break;
      if (total < limit) ranges.push(heldStart + match.start, heldStart + match.end);
      total += 1;
      from = match.end;
    }
    if (last) return;
    from = Math.max(from, settled);
    searchFrom = heldStart + from;
    const keepFrom = Math.max(0, from - pattern.contextBefore);
    held = held.slice(keepFrom);
    heldStart += keepFrom;
  };

  let parts: string[] = [];
  let partsLength = 0;
  let first = true;
  for (const chunk of chunks) {
    if (first) {
      heldStart = chunk.start;
      searchFrom = chunk.start;
      first = false;
    }
    parts.push(chunk.text);
    partsLength += chunk.text.length;
    if (partsLength < BATCH) continue;
    held += parts.join('');
    parts = [];
    partsLength = 0;
    scan(false);
  }
  held += parts.join('');
  scan(true);
  return { ranges: Uint32Array.from(ranges), total };
}
