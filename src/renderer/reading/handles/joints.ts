import type { TextRange } from '../../../core/text/structure.ts';
import type { TextGeometry } from '../view/text-geometry.ts';
import styles from './handles.module.css';

/** An edge of a fragment: x, and the top and bottom of its line. */
interface Edge {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** Length of what is drawn towards a fragment that is not shown. */
const TAIL = 14;
const SAG = 18;
/** How far a joint between lines swings out beyond the edges that it joins. */
const SWING = 30;

/** The line from the end of one fragment to the start of the next, as a path of SVG; null: that edge is not shown. */
export function jointPath(from: Edge | null, to: Edge | null): string {
  if (from && to) {
    if (to.top < from.bottom - 2 && from.top < to.bottom - 2) {
      // One line of text: the joint hangs under the words between.
      const y = Math.max(from.bottom, to.bottom);
      return `M${n(from.x)} ${n(y)}Q${n((from.x + to.x) / 2)} ${n(y + SAG)} ${n(to.x)} ${n(y)}`;
    }
    const leaves = (from.top + from.bottom) / 2;
    const arrives = (to.top + to.bottom) / 2;
    return (
      `M${n(from.x)} ${n(leaves)}C${n(from.x + SWING)} ${n(leaves)} ` +
      `${n(to.x - SWING)} ${n(arrives)} ${n(to.x)} ${n(arrives)}`
    );
  }
  if (from) return `M${n(from.x)} ${n(from.bottom)}v${TAIL}`;
  if (to) return `M${n(to.x)} ${n(to.top)}v${-TAIL}`;
  return '';
}

function n(pixels: number): number {
  return Math.round(pixels * 2) / 2;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Draws that the fragments of one annotation belong together, over the text. */
export class Joints {
  readonly #svg: SVGSVGElement;
  readonly #geometry: TextGeometry;
  readonly #paths = { chosen: path(styles.joint), hovered: path(styles.joint) };

  constructor(svg: SVGSVGElement, geometry: TextGeometry) {
    this.#svg = svg;
    this.#geometry = geometry;
    this.#svg.append(this.#paths.hovered, this.#paths.chosen);
  }

  /**
   * @param spans of the annotation; fewer than two: nothing is drawn
   * @param dx, dy from places in the window to coordinates of the plane
   */
  show(
    which: 'chosen' | 'hovered',
    spans: readonly TextRange[],
    { dx, dy }: { readonly dx: number; readonly dy: number },
  ): void {
    const parts: string[] = [];
    for (let at = 0; at + 1 < spans.length; at += 1)
      parts.push(
        jointPath(
          this.#edge(spans[at]?.end, 'end', dx, dy),
          this.#edge(spans[at + 1]?.start, 'start', dx, dy),
        ),
      );
    const d = parts.join('');
    const drawn = this.#paths[which];
    if (d === '') drawn.removeAttribute('d');
    else drawn.setAttribute('d', d);
  }

  close(): void {
    this.#svg.replaceChildren();
  }

  #edge(offset: number | undefined, end: 'start' | 'end', dx: number, dy: number): Edge | null {
    const rect = offset === undefined ? null : this.#geometry.edgeRect(offset, end);
    return rect && { x: rect.left + dx, top: rect.top + dy, bottom: rect.bottom + dy };
  }
}

function path(className: string | undefined): SVGPathElement {
  const made = document.createElementNS(SVG, 'path');
  made.classList.add(className ?? '');
  return made;
}
