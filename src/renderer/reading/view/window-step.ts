import type { HeightModel } from '../model/height-model.ts';
import type { DisplayUnit } from '../model/units.ts';

/** How far the units shown reach beyond the viewport, CSS pixels; infinite where none that could follow are at hand. */
export interface Reach {
  readonly above: number;
  readonly below: number;
}

const NOT_IN_VIEW: Reach = { above: Number.NEGATIVE_INFINITY, below: Number.NEGATIVE_INFINITY };

export interface ReachRequest {
  readonly model: HeightModel;
  readonly shown: readonly { readonly unit: DisplayUnit }[];
  readonly isAtHand: (seq: number) => boolean;
  /** viewport in y of the model */
  readonly top: number;
  readonly bottom: number;
}

export function reachOf({ model, shown, isAtHand, top, bottom }: ReachRequest): Reach {
  const first = shown[0]?.unit;
  const last = shown[shown.length - 1]?.unit;
  if (!first || !last) return NOT_IN_VIEW;
  const begin = model.unitTop(first.seq, first.place);
  const end = model.unitTop(last.seq, last.place) + model.unitHeight(last.seq, last.place);
  if (begin >= bottom || end <= top) return NOT_IN_VIEW;
  const isFirst = first.place === 0 && !isAtHand(first.seq - 1);
  const isLast = last.place === model.unitCount(last.seq) - 1 && !isAtHand(last.seq + 1);
  return {
    above: isFirst ? Number.POSITIVE_INFINITY : top - begin,
    below: isLast ? Number.POSITIVE_INFINITY : end - bottom,
  };
}

export interface StepRequest {
  /** what is to be shown in the end; both hold the units in view */
  readonly planned: readonly DisplayUnit[];
  readonly shown: readonly DisplayUnit[];
  /** which way the reader moves */
  readonly direction: 1 | -1;
  readonly heightOf: (unit: DisplayUnit) => number;
  /** pixels that may enter in one step; one unit enters however high it is */
  readonly most: number;
}

/** The units shown and those that enter next: on the side that the reader moves to, as long as any are missing there. Pure. */
export function withEntering({ planned, shown, direction, heightOf, most }: StepRequest): DisplayUnit[] {
  const first = shown[0]?.index ?? Number.POSITIVE_INFINITY;
  const last = shown[shown.length - 1]?.index ?? Number.NEGATIVE_INFINITY;
  const before = planned.filter(({ index }) => index < first).reverse();
  const after = planned.filter(({ index }) => index > last);
  const isAfter = direction > 0 ? after.length > 0 : before.length === 0;
  const entering: DisplayUnit[] = [];
  let height = 0;
  for (const unit of isAfter ? after : before) {
    height += heightOf(unit);
    if (entering.length > 0 && height > most) break;
    entering.push(unit);
  }
  return isAfter ? [...shown, ...entering] : [...entering.reverse(), ...shown];
}

/** The units shown that are planned still. Pure. */
export function withoutLeaving(
  planned: readonly DisplayUnit[],
  shown: readonly DisplayUnit[],
): DisplayUnit[] {
  const first = planned[0]?.index ?? 0;
  const last = planned[planned.length - 1]?.index ?? -1;
  return shown.filter(({ index }) => index >= first && index <= last);
}

interface Change<Unit> {
  readonly entered: readonly Unit[];
  readonly left: readonly Unit[];
}

/** What came and went since it was last taken, step upon step. */
export class GatheredChange<Unit> {
  readonly #entered = new Set<Unit>();
  readonly #left = new Set<Unit>();
  /** of those that entered the ones in which nothing was looked up yet */
  readonly #unread = new Set<Unit>();

  get isEmpty(): boolean {
    return this.#entered.size === 0 && this.#left.size === 0;
  }

  add({ entered, left }: Change<Unit>): void {
    for (const unit of entered) {
      this.#entered.add(unit);
      this.#unread.add(unit);
    }
    for (const unit of left) {
      if (!this.#entered.delete(unit)) this.#left.add(unit);
      this.#unread.delete(unit);
    }
  }

  takeUnread(): readonly Unit[] {
    const units = [...this.#unread];
    this.#unread.clear();
    return units;
  }

  take(): Change<Unit> {
    const change = { entered: [...this.#entered], left: [...this.#left] };
    this.#entered.clear();
    this.#left.clear();
    return change;
  }
}
