import { codeColourIndex } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';
import { bracketPaths } from './brackets.ts';
import styles from './rail.module.css';
import type { Emphasis, RailItem, RailNames } from './rail-item.ts';

/** One element an annotation, and another only where it has several parts: a screen may hold hundreds. */
interface Drawn {
  readonly bracket: SVGPathElement;
  link: SVGPathElement | null;
  path: string;
  colour: string;
  /** chosen and hovered, a bit each */
  emphasis: number;
}

/** Pixels between two lanes; where there are many they stand closer. */
const LANE = 8;
const CLOSE_LANE = 5;
const MANY_LANES = 5;
/** Deeper lanes share the last place: their labels still tell them apart. */
const LANES_DRAWN = 16;
const SVG = 'http://www.w3.org/2000/svg';

/** The brackets of the rail, in lanes. */
export class BracketView {
  readonly #svg: SVGSVGElement;
  readonly #names: RailNames;
  readonly #drawn = new Map<Id, Drawn>();
  /** lanes there is room for; grows and does not shrink again, so that nothing moves sideways */
  #lanes = 3;

  constructor(svg: SVGSVGElement, names: RailNames) {
    this.#svg = svg;
    this.#names = names;
  }

  /** @returns how many pixels the lanes take */
  show(items: readonly RailItem[], emphasis: Emphasis): number {
    const ids = new Set(items.map(({ placed }) => placed.id));
    for (const [id, { bracket, link }] of this.#drawn)
      if (!ids.has(id)) {
        bracket.remove();
        link?.remove();
        this.#drawn.delete(id);
      }
    const deepest = items.reduce((most, { placed }) => Math.max(most, placed.lane), 0);
    if (deepest >= this.#lanes) this.#lanes = Math.min(LANES_DRAWN, deepest + 1);
    for (const item of items) this.#draw(item);
    this.emphasise(emphasis);
    return this.#laneX(this.#lanes);
  }

  emphasise({ chosen, hovered, active }: Emphasis): void {
    for (const [id, drawn] of this.#drawn) {
      const isChosen = id === chosen;
      const isHovered = hovered.includes(id) || id === active;
      const emphasis = (isChosen ? 1 : 0) + (isHovered ? 2 : 0);
      if (drawn.emphasis === emphasis) continue;
      drawn.emphasis = emphasis;
      drawn.bracket.classList.toggle(styles.chosen ?? '', isChosen);
      drawn.bracket.classList.toggle(styles.hovered ?? '', isHovered);
    }
  }

  at(items: readonly RailItem[], x: number, y: number): Id | null {
    let best: { id: Id; distance: number } | null = null;
    for (const { placed, segments } of items) {
      const first = segments[0];
      const last = segments[segments.length - 1];
      if (!first || !last || y < first.top || y > last.bottom) continue;
      const distance = Math.abs(x - this.#laneX(placed.lane));
      if (distance <= LANE && (!best || distance < best.distance)) best = { id: placed.id, distance };
    }
    return best?.id ?? null;
  }

  #laneX(lane: number): number {
    const pitch = this.#lanes > MANY_LANES ? CLOSE_LANE : LANE;
    return 6.5 + Math.min(lane, LANES_DRAWN - 1) * pitch;
  }

  #draw({ placed, segments }: RailItem): void {
    const drawn = this.#drawn.get(placed.id) ?? this.#make(placed.id);
    const { annotation, lane } = placed;
    const mine = this.#names.isMine(annotation);
    const colour = `${codeColourIndex(this.#names.colourOf(annotation.codeId))} ${mine}`;
    const { bracket, link } = bracketPaths(segments, this.#laneX(lane));
    const path = `${bracket} ${link}`;
    if (drawn.path !== path) {
      drawn.path = path;
      drawn.bracket.setAttribute('d', bracket);
      this.#drawLink(drawn, link);
    }
    if (drawn.colour === colour) return;
    drawn.colour = colour;
    const stroke = `var(--code-${colour.split(' ')[0]}-line)`;
    drawn.bracket.style.stroke = stroke;
    if (drawn.link) drawn.link.style.stroke = stroke;
    drawn.bracket.classList.toggle(styles.other ?? '', !mine);
  }

  #drawLink(drawn: Drawn, path: string): void {
    if (path === '') {
      drawn.link?.remove();
      drawn.link = null;
      return;
    }
    if (!drawn.link) {
      drawn.link = document.createElementNS(SVG, 'path');
      drawn.link.setAttribute('class', styles.link ?? '');
      drawn.link.style.stroke = drawn.bracket.style.stroke;
      drawn.bracket.before(drawn.link);
    }
    drawn.link.setAttribute('d', path);
  }

  #make(id: Id): Drawn {
    const bracket = document.createElementNS(SVG, 'path');
    bracket.setAttribute('class', styles.bracket ?? '');
    this.#svg.append(bracket);
    const drawn: Drawn = { bracket, link: null, path: '', colour: '', emphasis: 0 };
    this.#drawn.set(id, drawn);
    return drawn;
  }
}
