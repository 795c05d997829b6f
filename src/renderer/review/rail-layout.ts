/** Where a bracket stands in its column: pixels from the top of the text. */
export interface Bracket {
  readonly key: string;
  readonly top: number;
  readonly bottom: number;
}

export interface PlacedBracket extends Bracket {
  /** from 0, the one farthest from its label */
  readonly lane: number;
  /** of the label: below those before it, never over them */
  readonly labelTop: number;
}

/** Brackets of one column, in lanes where they overlap, each label as high as it can stand without covering another. */
export function placeBrackets(brackets: readonly Bracket[], labelHeight: number): readonly PlacedBracket[] {
  const sorted = brackets.toSorted(
    (a, b) => a.top - b.top || b.bottom - a.bottom || (a.key < b.key ? -1 : 1),
  );
  const laneEnds: number[] = [];
  let free = Number.NEGATIVE_INFINITY;
  return sorted.map((bracket) => {
    const found = laneEnds.findIndex((end) => end <= bracket.top);
    const lane = found < 0 ? laneEnds.length : found;
    laneEnds[lane] = bracket.bottom;
    const labelTop = Math.max(bracket.top, free);
    free = labelTop + labelHeight;
    return { ...bracket, lane, labelTop };
  });
}
