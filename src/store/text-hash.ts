import { createHash } from 'node:crypto';

const HIGH_SURROGATE_AT_END = /[\ud800-\udbff]$/;

/**
 * SHA-256 of a text's UTF-8, given in pieces, as if it had been given whole: a surrogate pair that two pieces divide is
 * one character. A lone surrogate counts as U+FFFD, which is what it becomes in UTF-8.
 */
export class TextHash {
  readonly #hash = createHash('sha256');
  #pending = '';

  add(piece: string): void {
    const text = this.#pending + piece;
    this.#pending = HIGH_SURROGATE_AT_END.test(text) ? text.slice(-1) : '';
    this.#hash.update(this.#pending ? text.slice(0, -1) : text);
  }

  /** Lower-case hexadecimal; nothing can be added after it. */
  digest(): string {
    this.#hash.update(this.#pending);
    return this.#hash.digest('hex');
  }
}
