import type { OverviewElements } from '../overview/overview.ts';
import type { RailElements } from '../rail/rail.ts';
import type { RelationElements } from '../relations/relations.ts';
import type { ViewportElements } from './viewport-listener.ts';

/** The elements that React makes once and that are the core's own from then on. */
export interface ReadingElements extends ViewportElements, RailElements, OverviewElements, RelationElements {
  readonly view: HTMLElement;
  readonly caret: HTMLElement;
  readonly handles: HTMLElement;
  readonly joints: SVGSVGElement;
  readonly rail: HTMLElement;
  readonly stack: HTMLElement;
  readonly live: HTMLElement;
}

/** @throws where the view was not made as the core expects it */
export function elementsOf(view: HTMLElement): ReadingElements {
  const part = <E extends Element = HTMLElement>(name: string): E => {
    const found = view.querySelector<E>(`[data-part="${name}"]`);
    if (!found) throw new Error(`the reading view has no ${name}`);
    return found;
  };
  return {
    view,
    scroller: part('scroller'),
    pane: part('pane'),
    spacer: part('spacer'),
    text: part('text'),
    caret: part('caret'),
    handles: part('handles'),
    joints: part<SVGSVGElement>('joints'),
    rail: part('rail'),
    brackets: part<SVGSVGElement>('brackets'),
    labels: part('labels'),
    gathered: part('gathered'),
    stack: part('stack'),
    arcs: part<SVGSVGElement>('arcs'),
    edges: part('edges'),
    relationCard: part('relation-card'),
    strip: part('strip'),
    canvas: part<HTMLCanvasElement>('canvas'),
    frame: part<HTMLCanvasElement>('frame'),
    live: part('live'),
  };
}
