/** What steps come to that are taken one after the other, with nobody else's turn between them. */
export function finished<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** So many are put in order, or brought together, in one step. */
const SORTED_A_STEP = 4_096;

function* merged<Each>(
  runs: readonly Each[],
  into: Each[],
  length: number,
  compare: (a: Each, b: Each) => number,
): Generator<void, void> {
  for (let from = 0; from < runs.length; from += 2 * length) {
    const middle = Math.min(from + length, runs.length);
    const end = Math.min(middle + length, runs.length);
    for (let [place, left, right] = [from, from, middle]; place < end; place += 1) {
      const first = right >= end || (left < middle && compare(runs[left] as Each, runs[right] as Each) <= 0);
      into[place] = runs[first ? left++ : right++] as Each;
      if (place % SORTED_A_STEP === SORTED_A_STEP - 1) yield;
    }
  }
}

/** In order as `toSorted` would put them, stable, in steps between which others can have their turn. */
export function* sortedSteps<Each>(
  unsorted: readonly Each[],
  compare: (a: Each, b: Each) => number,
): Generator<void, Each[]> {
  let runs: Each[] = [];
  for (let from = 0; from < unsorted.length; from += SORTED_A_STEP) {
    for (const each of unsorted.slice(from, from + SORTED_A_STEP).sort(compare)) runs.push(each);
    yield;
  }
  let into = runs.slice();
  for (let length = SORTED_A_STEP; length < runs.length; length *= 2) {
    yield* merged(runs, into, length, compare);
    [runs, into] = [into, runs];
  }
  return runs;
}
