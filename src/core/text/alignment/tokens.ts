/** A text as pieces that stand for their content: equal numbers, equal pieces. */
export interface Tokens {
  readonly ids: Int32Array;
  /** where each piece begins, and after the last one the end: UTF-16 offsets */
  readonly starts: Int32Array;
}

/** Gives each content a number, the same in both texts. */
export class Contents {
  readonly #numbers = new Map<string, number>();

  numberOf(content: string): number {
    const known = this.#numbers.get(content);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(content, number);
    return number;
  }
}

class TokenList {
  readonly #ids: number[] = [];
  readonly #starts: number[] = [];
  readonly #contents: Contents;

  constructor(contents: Contents) {
    this.#contents = contents;
  }

  add(content: string, start: number): void {
    this.#ids.push(this.#contents.numberOf(content));
    this.#starts.push(start);
  }

  end(at: number): Tokens {
    return { ids: Int32Array.from(this.#ids), starts: Int32Array.from([...this.#starts, at]) };
  }
}

/** Lines, each with the line feed that ends it. */
export function linesOf(text: string, contents: Contents): Tokens {
  const list = new TokenList(contents);
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed + 1;
    list.add(text.slice(start, end), start);
    start = end;
  }
  return list.end(text.length);
}

const WORD = /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu;

/** Words, runs of white space, and single signs of a stretch; offsets are of the whole text. */
export function wordsOf(text: string, start: number, end: number, contents: Contents): Tokens {
  const list = new TokenList(contents);
  for (const { 0: word, index } of text.slice(start, end).matchAll(WORD)) list.add(word, start + index);
  return list.end(end);
}
