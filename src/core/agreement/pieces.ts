import type { Continuum, Spans } from './continuum.ts';
import type { SpanMeasureOptions } from './resampling.ts';

/** More pieces say no more of how a figure varies: neighbours are taken together. */
const MOST_PIECES = 1_000;

function byStart({ starts, ends, categories }: Spans): Spans {
  const order = Array.from(starts.keys()).sort((a, b) => (starts[a] as number) - (starts[b] as number));
  return {
    starts: Float64Array.from(order, (at) => starts[at] as number),
    ends: Float64Array.from(order, (at) => ends[at] as number),
    categories: Int32Array.from(order, (at) => categories[at] as number),
  };
}

/** The cuts, sorted, that no span reaches across. */
function apart(cuts: readonly number[], coders: readonly Spans[]): readonly number[] {
  const next = coders.map(() => 0);
  let reach = 0;
  return cuts.filter((cut) => {
    for (const [coder, { starts, ends }] of coders.entries()) {
      let at = next[coder] as number;
      for (; at < starts.length && (starts[at] as number) < cut; at += 1) {
        reach = Math.max(reach, ends[at] as number);
      }
      next[coder] = at;
    }
    return reach <= cut;
  });
}

/** One coder's spans, sorted, by the piece in which each begins, counted from where that begins. */
function divided({ starts, ends, categories }: Spans, bounds: readonly number[]): readonly Spans[] {
  let from = 0;
  return bounds.slice(1).map((end, piece) => {
    const start = bounds[piece] as number;
    // What stands at the very end of the text is in its last piece.
    const isLast = piece === bounds.length - 2;
    let to = from;
    while (to < starts.length && (isLast || (starts[to] as number) < end)) to += 1;
    const own = [from, to] as const;
    from = to;
    return {
      starts: starts.slice(...own).map((offset) => offset - start),
      ends: ends.slice(...own).map((offset) => offset - start),
      categories: categories.slice(...own),
    };
  });
}

/**
 * A document cut into pieces, so that they can be drawn again: at these offsets (sorted), wherever no span of anybody reaches across;
 * of very many not at each. Lengths and spans of all pieces together are those of the document.
 */
export function cutApart({ length, coders }: Continuum, cuts: readonly number[]): readonly Continuum[] {
  const sorted = coders.map((spans) => spans && byStart(spans));
  const possible = apart(
    cuts.filter((cut) => cut > 0 && cut < length),
    sorted.filter((spans) => spans !== null),
  );
  const step = Math.ceil((possible.length + 1) / MOST_PIECES);
  const bounds = [0, ...possible.filter((_, at) => (at + 1) % step === 0), length];
  const parts = sorted.map((spans) => spans && divided(spans, bounds));
  return bounds.slice(1).map((end, piece) => ({
    length: end - (bounds[piece] as number),
    coders: parts.map((own) => own?.[piece] ?? null),
  }));
}

/** Whether what a measure counts in a document is the sum of what it counts in pieces of it. */
export function comesApart({ measure }: Pick<SpanMeasureOptions, 'measure'>): boolean {
  return measure !== 'alpha-u';
}
