/** Searches from the beginning, after which a file whose records come in another order than they are asked for is searched no more. */
const MOST_RETURNS = 50;

/**
 * Tells the lines of records in JSON that was parsed whole, by a member that names them: `("id", "a1")` is where `"id": "a1"` stands. Each is sought after
 * the one before, so that records asked for in their order cost one pass.
 */
export class RecordLines {
  readonly #content: string;
  /** how names and values are set apart in this file, by name */
  readonly #written = new Map<string, string>();
  #at = 0;
  #line = 1;
  #returns = 0;

  constructor(content: string) {
    this.#content = content;
  }

  /** From 1; where it cannot be told, that of the record before. */
  of(name: string, value: string | number): number {
    const written = this.#written.get(name) ?? this.#style(name);
    this.#written.set(name, written);
    const needle = written + JSON.stringify(value);
    // An id that is given twice stands at two places.
    let found = this.#find(needle, this.#at === 0 ? 0 : this.#at + 1);
    if (found < 0 && this.#at > 0 && this.#returns < MOST_RETURNS) {
      this.#returns += 1;
      found = this.#find(needle, 0);
    }
    if (found >= 0) this.#moveTo(found);
    return this.#line;
  }

  #find(needle: string, from: number): number {
    for (let at = this.#content.indexOf(needle, from); at >= 0; at = this.#content.indexOf(needle, at + 1)) {
      // 1 is not the beginning of 12.
      if (!/[\d.eE]/.test(this.#content.charAt(at + needle.length))) return at;
    }
    return -1;
  }

  #style(name: string): string {
    const quoted = JSON.stringify(name);
    const found = this.#content.indexOf(quoted);
    const after = found < 0 ? '' : (/^\s*:\s*/.exec(this.#content.slice(found + quoted.length))?.[0] ?? ':');
    return quoted + after;
  }

  #moveTo(to: number): void {
    if (to < this.#at) {
      this.#at = 0;
      this.#line = 1;
    }
    for (
      let next = this.#content.indexOf('\n', this.#at);
      next >= 0 && next < to;
      next = this.#content.indexOf('\n', next + 1)
    )
      this.#line += 1;
    this.#at = to;
  }
}
