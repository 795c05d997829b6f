import type { Id } from '../../../core/ids.ts';
import type { PlacedAnnotation } from '../model/annotation-window.ts';
import type { Segment } from './brackets.ts';
import type { TagNames } from './describe.ts';

/** What the rail has to know of codes and people. */
export interface RailNames extends TagNames {
  /** index into CODE_COLOURS */
  colourOf(codeId: Id): number;
  /** which of the few kinds of line stands for the relation code, from 0 */
  dashOf(codeId: Id): number;
  isDirected(codeId: Id): boolean;
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
  /** pointed at: one annotation, or both ends of a relation */
  readonly hovered: readonly Id[];
  /** where the keyboard stands in the rail */
  readonly active: Id | null;
  /** where a relation is being made from */
  readonly start: Id | null;
}
