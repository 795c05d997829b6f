/** Counts by a key, to be compared with those kept. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(key: string, by = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + by);
  }

  /** Whether rows of (key, count) say the same; what counts 0 need not be there. */
  same(rows: readonly { readonly key: string; readonly count: number }[]): boolean {
    const left = new Map(this.#counts);
    for (const { key, count } of rows) {
      if ((left.get(key) ?? 0) !== count) return false;
      left.delete(key);
    }
    return [...left.values()].every((count) => count === 0);
  }
}
