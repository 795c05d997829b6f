import type { LiveText } from './live-texts.ts';
import type { PassageNumbers } from './passage-numbers.ts';
import type { WordIndex } from './word-index.ts';

export interface NumberedText {
  readonly text: LiveText;
  readonly numbers: PassageNumbers;
}

/** Texts that follow one another in the index, too: one look into it finds the passages of all of them in their order. */
export interface IndexedRun {
  readonly texts: readonly NumberedText[];
  readonly numbers: PassageNumbers;
}

/** Passages of other texts (deleted, replaced) that are rather passed over than a run is ended. */
const GAP = 10_000;

/** Texts in their order as runs that the index answers for, and single texts that are to be read through. */
export function* stretchesOf(
  texts: readonly LiveText[],
  index: WordIndex | null,
): Generator<IndexedRun | LiveText> {
  let run: NumberedText[] = [];
  const finished = (): IndexedRun => ({
    texts: run,
    numbers: { first: run[0]?.numbers.first ?? 0, beyond: run.at(-1)?.numbers.beyond ?? 0 },
  });
  for (const text of texts) {
    const numbers = index?.numbersOf(text);
    const last = run.at(-1)?.numbers.beyond;
    const follows = last !== undefined && numbers && numbers.first >= last && numbers.first - last <= GAP;
    if (run.length > 0 && !follows) {
      yield finished();
      run = [];
    }
    if (numbers) run.push({ text, numbers });
    else yield text;
  }
  if (run.length > 0) yield finished();
}

/** The text of a run that has each of these numbers, which ascend; numbers between texts are left out. */
export function* ownersOf(
  { texts }: IndexedRun,
  numbers: Iterable<number>,
): Generator<{ readonly number: number; readonly of: NumberedText }> {
  let at = 0;
  for (const number of numbers) {
    let of = texts[at];
    while (of && of.numbers.beyond <= number) {
      at += 1;
      of = texts[at];
    }
    if (!of) return;
    if (number >= of.numbers.first) yield { number, of };
  }
}
