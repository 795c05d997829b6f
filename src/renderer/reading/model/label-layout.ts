/** A label that wants to stand beside the beginning of its bracket. Pixels, in any coordinates that grow downwards. */
export interface LabelWish {
  readonly id: string;
  /** the bracket's extent */
  readonly top: number;
  readonly bottom: number;
  /** shown in any case: what is chosen, or walked to by key */
  readonly pinned: boolean;
}

export interface LabelLayout {
  readonly placed: readonly { readonly id: string; readonly y: number }[];
  /** labels that found no room near their bracket, gathered where the first of them would have stood */
  readonly gathered: readonly { readonly y: number; readonly ids: readonly string[] }[];
}

export interface LabelSpace {
  readonly top: number;
  /** height of a label with the space below it */
  readonly pitch: number;
  /** how far a label may be pushed down from the beginning of its bracket */
  readonly reach: number;
}

/**
 * Stacks labels beside their brackets without collisions. A bracket that begins above the visible part has its label
 * at the top of it. One that would be pushed too far is gathered with its like under one "+N".
 *
 * @param wishes by top, the enclosing before the enclosed
 */
export function layoutLabels(wishes: readonly LabelWish[], space: LabelSpace): LabelLayout {
  const placed: { id: string; y: number }[] = [];
  const gathered: { y: number; ids: string[] }[] = [];
  let free = Number.NEGATIVE_INFINITY;
  let open: { y: number; ids: string[] } | null = null;
  const ordered = wishes
    .map((wish, place) => ({ wish, place, wanted: wantedY(wish, space) }))
    .sort((a, b) => a.wanted - b.wanted || a.place - b.place);
  for (const { wish, wanted } of ordered) {
    const y = Math.max(wanted, free);
    if (!wish.pinned && y - wanted > space.reach) {
      if (!open || free > open.y + space.pitch) {
        open = { y, ids: [] };
        gathered.push(open);
        free = y + space.pitch;
      }
      open.ids.push(wish.id);
      continue;
    }
    placed.push({ id: wish.id, y });
    free = y + space.pitch;
  }
  return { placed, gathered };
}

function wantedY(wish: LabelWish, space: LabelSpace): number {
  if (wish.top >= space.top) return wish.top;
  return Math.min(space.top, Math.max(wish.top, wish.bottom - space.pitch));
}
