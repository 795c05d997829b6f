/** A label that wants to stand beside the beginning of its bracket. Pixels, in any coordinates that grow downwards. */
export interface LabelWish {
  readonly id: string;
  readonly y: number;
  /** placed however far it is pushed: what is chosen, or walked to by key */
  readonly certain: boolean;
}

export interface LabelLayout {
  readonly placed: ReadonlyMap<string, number>;
  /** labels that found no room near their bracket, gathered where the first of them would have stood */
  readonly gathered: readonly { readonly y: number; readonly ids: readonly string[] }[];
}

export interface LabelSpace {
  /** height of a label with the space below it */
  readonly pitch: number;
  /** how far a label may be pushed down from the beginning of its bracket */
  readonly reach: number;
}

/**
 * Places labels beside their brackets without collisions: each at its bracket's beginning, or else at the first free
 * place below. One that would be pushed too far is gathered with its like under one "+N".
 *
 * @param wishes by y, the enclosing before the enclosed
 * @param kept places held so far: they are kept, so that nothing moves when others come and go
 */
export function layoutLabels(
  wishes: readonly LabelWish[],
  kept: ReadonlyMap<string, number>,
  { pitch, reach }: LabelSpace,
): LabelLayout {
  const placed = new Map<string, number>();
  const taken: number[] = [];
  for (const { id } of wishes) {
    const y = kept.get(id);
    if (y === undefined) continue;
    placed.set(id, y);
    insert(taken, y);
  }
  const gathered: { y: number; ids: string[] }[] = [];
  for (const { id, y: wanted, certain } of wishes) {
    if (placed.has(id)) continue;
    const y = firstFree(taken, wanted, pitch);
    if (certain || y - wanted <= reach) {
      placed.set(id, y);
      insert(taken, y);
      continue;
    }
    const near = gathered.findLast((group) => group.y >= wanted && group.y - wanted <= reach + pitch);
    if (near) near.ids.push(id);
    else {
      gathered.push({ y, ids: [id] });
      insert(taken, y);
    }
  }
  return { placed, gathered };
}

/** The first y, from the wanted one on, at which a label touches none of the places taken. */
function firstFree(taken: readonly number[], wanted: number, pitch: number): number {
  let y = wanted;
  for (let at = firstAbove(taken, wanted - pitch); at < taken.length; at += 1) {
    const other = taken[at] ?? 0;
    if (other >= y + pitch) break;
    y = Math.max(y, other + pitch);
  }
  return y;
}

/** Index of the first place greater than y. */
function firstAbove(taken: readonly number[], y: number): number {
  let low = 0;
  let high = taken.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((taken[middle] ?? 0) <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(taken: number[], y: number): void {
  taken.splice(firstAbove(taken, y), 0, y);
}
