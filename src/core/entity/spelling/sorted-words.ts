/** Things by a key, in order of keys (code units), for finding those whose key begins in a certain way. */
export class SortedWords<T> {
  #sorted: { readonly key: string; readonly value: T }[] = [];
  #added: { readonly key: string; readonly value: T }[] = [];

  add(key: string, value: T): void {
    this.#added.push({ key, value });
  }

  /** Those whose key begins with the prefix, at most `limit`, in order of keys. */
  startingWith(prefix: string, limit: number): readonly T[] {
    this.#takeIn();
    const found: T[] = [];
    for (let at = this.#firstFrom(prefix); at < this.#sorted.length && found.length < limit; at++) {
      const item = this.#sorted[at];
      if (!item?.key.startsWith(prefix)) break;
      found.push(item.value);
    }
    return found;
  }

  #firstFrom(key: string): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle]?.key ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #takeIn(): void {
    if (this.#added.length > 32) {
      this.#sorted.push(...this.#added.splice(0));
      this.#sorted.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      return;
    }
    for (const item of this.#added.splice(0)) this.#sorted.splice(this.#firstFrom(item.key), 0, item);
  }
}
