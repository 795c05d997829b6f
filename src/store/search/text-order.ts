import type { PassageMatcher } from '../../core/query/matcher.ts';
import type { ReadPassage } from './chunk-reader.ts';
import type { TextPlace } from './cursor.ts';
import type { LiveDocument, LiveText } from './live-texts.ts';
import { partOf, type Scanner } from './scan.ts';
import { type IndexedRun, ownersOf, stretchesOf } from './stretches.ts';
import type { WordIndex } from './word-index.ts';

/** A passage that may match, for one of the documents of its text. */
export interface Candidate {
  readonly text: LiveText;
  readonly document: LiveDocument;
  readonly passage: ReadPassage;
}

export interface Sought {
  readonly matcher: PassageMatcher;
  /** as the index reads it; null where only reading through helps */
  readonly expression: string | null;
  readonly texts: readonly LiveText[];
  /** after this place only */
  readonly from: TextPlace | null;
  /** numbers of passages in the index that are left out */
  readonly without: ReadonlySet<number>;
  /** throws where nobody waits any more */
  readonly alive: () => void;
}

/** Candidates in the order of the texts, for each text document by document. Reads on only as they are taken. */
export class TextOrder {
  readonly #index: WordIndex | null;
  readonly #scanner: Scanner;

  constructor(index: WordIndex | null, scanner: Scanner) {
    this.#index = index;
    this.#scanner = scanner;
  }

  *candidates(sought: Sought): Generator<Candidate> {
    const { texts, from, expression } = sought;
    if (from) yield* this.#restOf(from, sought);
    const later = from ? texts.filter(({ row }) => row > from.text) : texts;
    const index = expression === null ? null : this.#index;
    for (const stretch of stretchesOf(later, index)) {
      if ('row' in stretch) {
        for (const document of stretch.documents) yield* this.#readThrough(stretch, document, -1, sought);
      } else if (index && expression !== null) yield* this.#ofRun(stretch, index, expression, sought);
    }
  }

  /** What comes of the text that the last page ended in. */
  *#restOf(from: TextPlace, sought: Sought): Generator<Candidate> {
    const text = sought.texts.find(({ row }) => row === from.text);
    for (const document of text?.documents ?? []) {
      if (!text || document.row < from.document) continue;
      const after = document.row === from.document ? from.start : -1;
      const numbers = this.#index?.numbersOf(text);
      if (this.#index && numbers && sought.expression !== null) {
        const chunk = this.#scanner.chunkRow(text.row, this.#scanner.seqAt(text.row, Math.max(0, after)));
        const first = after < 0 ? numbers.first : this.#index.numberAt(numbers, chunk, after + 1);
        const owner = { text, numbers: { first, beyond: numbers.beyond } };
        const rest = { texts: [owner], numbers: owner.numbers };
        for (const { number } of this.#numbers(rest, this.#index, sought.expression, sought)) {
          yield { text, document, passage: this.#index.passage(text, number) };
        }
      } else yield* this.#readThrough(text, document, after, sought);
    }
  }

  *#ofRun(run: IndexedRun, index: WordIndex, expression: string, sought: Sought): Generator<Candidate> {
    // What several documents share is given for each of them, document by document.
    let shared: { readonly text: LiveText; readonly numbers: number[] } | undefined;
    for (const { number, of } of this.#numbers(run, index, expression, sought)) {
      const { text } = of;
      if (shared && shared.text !== text) {
        yield* given(shared.text, shared.numbers, index, sought);
        shared = undefined;
      }
      if (text.documents.length === 1) yield* given(text, [number], index, sought);
      else {
        shared ??= { text, numbers: [] };
        shared.numbers.push(number);
      }
    }
    if (shared) yield* given(shared.text, shared.numbers, index, sought);
  }

  *#numbers(run: IndexedRun, index: WordIndex, expression: string, { without, alive }: Sought) {
    for (const owned of ownersOf(run, index.matching(expression, run.numbers))) {
      alive();
      if (!without.has(owned.number)) yield owned;
    }
  }

  *#readThrough(text: LiveText, document: LiveDocument, after: number, sought: Sought): Generator<Candidate> {
    const part = partOf(text, document, after < 0 ? 0 : this.#scanner.seqAt(text.row, after), after);
    const notes = this.#index?.notesOf(text) ?? null;
    for (const passage of this.#scanner.passages(part, sought.matcher, notes, sought.alive)) {
      yield { text, document, passage };
    }
  }
}

function* given(
  text: LiveText,
  numbers: readonly number[],
  index: WordIndex,
  { alive }: Sought,
): Generator<Candidate> {
  for (const document of text.documents) {
    for (const number of numbers) {
      alive();
      yield { text, document, passage: index.passage(text, number) };
    }
  }
}
