import type { Continuum, Spans } from '../../core/agreement/continuum.ts';
import type { StoreReader } from '../../store/types.ts';
import type { Gathered } from './gathered.ts';
import { type Watch, walked } from './watch.ts';

/** A word (letters, marks, digits), or any other sign that is no space. */
const TOKEN = /[\p{L}\p{M}\p{N}]+|\S/gu;

/** Which tokens each span touches, as spans over the tokens' numbers. */
function overTokens(spans: Spans, starts: Float64Array, ends: Float64Array): Spans {
  const firstWhere = (holds: (token: number) => boolean): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    categories: spans.categories,
    starts: spans.starts.map((start) => firstWhere((token) => (ends[token] as number) > start)),
    ends: spans.ends.map((end) => firstWhere((token) => (starts[token] as number) >= end)),
  };
}

/** So many tokens are found in one step. */
const FOUND_A_STEP = 4_096;

/** Yields of how many documents the tokens are found. */
function* tokenSteps(
  read: StoreReader,
  { documents, continua }: Gathered,
): Generator<number, readonly Continuum[]> {
  const found: Continuum[] = [];
  for (const [at, continuum] of continua.entries()) {
    const document = documents[at];
    if (!document || continuum.coders.every((spans) => spans === null)) {
      found.push(continuum);
      continue;
    }
    const starts: number[] = [];
    const ends: number[] = [];
    for (const match of read.slice(document.textId, { start: 0, end: document.length }).matchAll(TOKEN)) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
      if (starts.length % FOUND_A_STEP === 0) yield at;
    }
    const [from, to] = [Float64Array.from(starts), Float64Array.from(ends)];
    found.push({
      length: starts.length,
      coders: continuum.coders.map((spans) => spans && overTokens(spans, from, to)),
    });
    yield at + 1;
  }
  return found;
}

/**
 * The same documents with their words and signs as positions instead of characters.
 *
 * @throws GlossatorError cancelled
 */
export function inTokens(read: StoreReader, gathered: Gathered, watch: Watch): Promise<readonly Continuum[]> {
  return walked(tokenSteps(read, gathered), watch, (done) =>
    watch.onProgress?.(done, gathered.documents.length, 'documents cut into words'),
  );
}
