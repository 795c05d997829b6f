import type { Continuum, Spans } from '../../core/agreement/continuum.ts';
import type { StoreReader } from '../../store/types.ts';
import type { Gathered } from './gathered.ts';

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

/** The same documents with their words and signs as positions instead of characters. */
export function inTokens(read: StoreReader, { documents, continua }: Gathered): readonly Continuum[] {
  return continua.map((continuum, at) => {
    const document = documents[at];
    if (!document || continuum.coders.every((spans) => spans === null)) return continuum;
    const starts: number[] = [];
    const ends: number[] = [];
    for (const match of read.slice(document.textId, { start: 0, end: document.length }).matchAll(TOKEN)) {
      starts.push(match.index);
      ends.push(match.index + match[0].length);
    }
    const [from, to] = [Float64Array.from(starts), Float64Array.from(ends)];
    return {
      length: starts.length,
      coders: continuum.coders.map((spans) => spans && overTokens(spans, from, to)),
    };
  });
}
