/** Words that stand whole in a text, to decide which hyphens at line ends are only there for the line. */
export class Vocabulary {
  readonly #words = new Set<string>();

  /** All words of a line but its last where that ends in a hyphen, and the first, which may continue one. */
  add(line: string): void {
    for (const { 0: word } of line.matchAll(WORD)) this.#words.add(word.toLowerCase());
  }

  has(word: string): boolean {
    return this.#words.has(word.toLowerCase());
  }
}

/** Letters, with hyphens and apostrophes within; not at the end of the line. */
const WORD = /[\p{L}\p{M}]+(?:[-‐’'][\p{L}\p{M}]+)*(?![\p{L}\p{M}]|[-‐\u00ad]$)/gu;

const BROKEN = /([\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*)([-‐\u00ad])$/u;
const CONTINUED = /^[\p{L}\p{M}]+/u;

/**
 * Two lines of a paragraph as one text. A hyphen at the first one's end goes where it only divides a word: the word stands whole elsewhere
 * in the text, or it stands nowhere with its hyphen, has no other, and goes on in a small letter. Soft hyphens always go.
 */
export function joined(before: string, after: string, words: Vocabulary): string {
  const broken = BROKEN.exec(before);
  const next = CONTINUED.exec(after)?.[0];
  if (!broken || next === undefined) {
    return /[-‐]$/.test(before) && /^[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}][-‐]$/u.test(before)
      ? before + after
      : `${before} ${after}`;
  }
  const [, first = '', hyphen = ''] = broken;
  const without = before.slice(0, -hyphen.length) + after;
  if (hyphen === '\u00ad' || words.has(first + next)) return without;
  const real =
    words.has(`${first}-${next}`) ||
    /[-‐]/.test(first) ||
    /^\p{Lu}/u.test(next) ||
    isCompound(first, next, words);
  return real ? before + after : without;
}

const COMPOUND_BEGINNING = /^(?:self|non|ex|quasi|pseudo|vice|half|well|из|кое|по|во|\p{L}{3,}ly)$/iu;

/** Two words rather than the parts of one. */
function isCompound(first: string, next: string, words: Vocabulary): boolean {
  if (COMPOUND_BEGINNING.test(first)) return true;
  return Math.min(first.length, next.length) >= 4 && words.has(first) && words.has(next);
}
