/** Numbers of passages, half-open. */
export interface PassageNumbers {
  readonly first: number;
  readonly beyond: number;
}

/** The first place from `from` on whose number is at least `bound`, among ascending numbers. */
export function placeOf(numbers: readonly number[], bound: number, from: number): number {
  let low = from;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? bound) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
