/** Which of the passages of a queue are looked at. */
export type Sample =
  | { readonly kind: 'every'; readonly nth: number }
  /** `seed`: the same seed draws the same from the same queue */
  | { readonly kind: 'random'; readonly count: number; readonly seed: number };

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The sampled items, in their order: every nth from the first, or `count` drawn without putting back. */
export function sampled<T>(items: readonly T[], sample: Sample): readonly T[] {
  if (sample.kind === 'every') return items.filter((_, at) => at % Math.max(1, sample.nth) === 0);
  const random = randomFrom(sample.seed);
  const places = items.map((_, at) => at);
  const count = Math.min(sample.count, items.length);
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (places.length - at));
    [places[at], places[other]] = [places[other] ?? 0, places[at] ?? 0];
  }
  const drawn = new Set(places.slice(0, count));
  return items.filter((_, at) => drawn.has(at));
}
