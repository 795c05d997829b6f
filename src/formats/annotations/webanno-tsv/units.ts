import type { TextRange } from '../../../core/text/structure.ts';
import type { TokenSentence } from '../foreign/tokens.ts';

export interface WrittenUnit extends TextRange {
  /** `1-3` or `1-3.1` */
  id: string;
  readonly sentence: number;
  readonly isToken: boolean;
}

/** First index whose token ends after the offset. */
function firstEndingAfter(tokens: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tokens[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rows of a document: its tokens, and the parts of tokens that annotations begin or end in. */
export class WrittenUnits {
  readonly #tokens: WrittenUnit[] = [];
  readonly #parts = new Map<WrittenUnit, Map<string, WrittenUnit>>();

  constructor(sentences: readonly TokenSentence[]) {
    for (const [sentence, { tokens }] of sentences.entries()) {
      for (const [place, { start, end }] of tokens.entries()) {
        this.#tokens.push({ id: `${sentence + 1}-${place + 1}`, start, end, sentence, isToken: true });
      }
    }
  }

  /** The tokens, or parts of them, that a range covers; none where it covers white space alone. */
  covering({ start, end }: TextRange): readonly WrittenUnit[] {
    const units: WrittenUnit[] = [];
    for (let at = firstEndingAfter(this.#tokens, start); at < this.#tokens.length; at++) {
      const token = this.#tokens[at];
      if (!token || token.start >= end) break;
      const from = Math.max(start, token.start);
      const to = Math.min(end, token.end);
      units.push(from === token.start && to === token.end ? token : this.#part(token, from, to));
    }
    return units;
  }

  #part(token: WrittenUnit, start: number, end: number): WrittenUnit {
    const parts = this.#parts.get(token) ?? new Map<string, WrittenUnit>();
    this.#parts.set(token, parts);
    const key = `${start}-${end}`;
    const known = parts.get(key) ?? { id: '', start, end, sentence: token.sentence, isToken: false };
    parts.set(key, known);
    return known;
  }

  /** All rows in order; to be asked for once all ranges are known. */
  rows(): readonly WrittenUnit[] {
    return this.#tokens.flatMap((token) => {
      const parts = [...(this.#parts.get(token)?.values() ?? [])].sort(
        (a, b) => a.start - b.start || b.end - a.end,
      );
      for (const [place, part] of parts.entries()) part.id = `${token.id}.${place + 1}`;
      return [token, ...parts];
    });
  }
}
