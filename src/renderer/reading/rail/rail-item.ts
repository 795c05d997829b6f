import type { Id } from '../../../core/ids.ts';
import type { PlacedAnnotation } from '../model/annotation-window.ts';
import type { Segment } from './brackets.ts';
import type { TagNames } from './describe.ts';

/** What the rail has to know of codes and people. */
export interface RailNames extends TagNames {
  /** index into CODE_COLOURS */
  colourOf(codeId: Id): number;
}

/** An annotation as it stands in the rail. */
export interface RailItem {
  readonly placed: PlacedAnnotation;
  /** in text order, at least one; coordinates of the plane */
  readonly segments: readonly Segment[];
}

/** Which annotations are shown as what. */
export interface Emphasis {
  readonly chosen: Id | null;
  /** pointed at */
  readonly hovered: Id | null;
  /** where the keyboard stands in the rail */
  readonly active: Id | null;
}
