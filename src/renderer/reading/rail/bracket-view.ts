import { codeColourIndex } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';
import { bracketPaths } from './brackets.ts';
import styles from './rail.module.css';
import type { Emphasis, RailItem, RailNames } from './rail-item.ts';

interface Drawn {
  readonly group: SVGGElement;
  readonly bracket: SVGPathElement;
  readonly link: SVGPathElement;
  path: string;
  colour: string;
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
    for (const [id, { group }] of this.#drawn)
      if (!ids.has(id)) {
        group.remove();
        this.#drawn.delete(id);
      }
    const deepest = items.reduce((most, { placed }) => Math.max(most, placed.lane), 0);
    if (deepest >= this.#lanes) this.#lanes = Math.min(LANES_DRAWN, deepest + 1);
    for (const item of items) this.#draw(item);
    this.emphasise(emphasis);
    return this.#laneX(this.#lanes);
  }

  emphasise({ chosen, hovered, active }: Emphasis): void {
    for (const [id, { group }] of this.#drawn) {
      group.classList.toggle(styles.chosen ?? '', id === chosen);
      group.classList.toggle(styles.hovered ?? '', hovered.includes(id) || id === active);
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
    if (drawn.colour !== colour) {
      drawn.colour = colour;
      drawn.group.style.setProperty('--line', `var(--code-${colour.split(' ')[0]}-line)`);
      drawn.group.classList.toggle(styles.other ?? '', !mine);
    }
    const { bracket, link } = bracketPaths(segments, this.#laneX(lane));
    const path = `${bracket} ${link}`;
    if (drawn.path === path) return;
    drawn.path = path;
    drawn.bracket.setAttribute('d', bracket);
    if (link === '') drawn.link.removeAttribute('d');
    else drawn.link.setAttribute('d', link);
  }

  #make(id: Id): Drawn {
    const group = document.createElementNS(SVG, 'g');
    const link = document.createElementNS(SVG, 'path');
    const bracket = document.createElementNS(SVG, 'path');
    link.classList.add(styles.link ?? '');
    bracket.classList.add(styles.bracket ?? '');
    group.append(link, bracket);
    this.#svg.append(group);
    const drawn: Drawn = { group, bracket, link, path: '', colour: '' };
    this.#drawn.set(id, drawn);
    return drawn;
  }
}
