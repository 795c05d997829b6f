import type { RailElements } from '../rail/rail.ts';
import type { ViewportElements } from './text-viewport.ts';

/** The elements that React makes once and that are then the core's own. */
export interface ReadingElements extends ViewportElements, RailElements {
  readonly view: HTMLElement;
  readonly caret: HTMLElement;
}
