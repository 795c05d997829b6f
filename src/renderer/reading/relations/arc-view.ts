import { codeColourIndex } from '../../../core/codebook/colours.ts';
import type { Id } from '../../../core/ids.ts';
import type { Emphasis, RailNames } from '../rail/rail-item.ts';
import type { Arc } from './arcs.ts';
import styles from './relations.module.css';

interface Drawn {
  readonly group: SVGGElement;
  readonly hit: SVGPathElement;
  readonly line: SVGPathElement;
  readonly ends: SVGPathElement;
  readonly name: SVGTextElement;
  written: string;
  arc: Arc;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels that a letter of a name takes along the line, about. */
const LETTER = 5.6;

/** The arcs of relations as SVG: each told apart by colour, by the kind of its line and, where there is room, by its name. */
export class ArcView {
  readonly #svg: SVGSVGElement;
  readonly #names: RailNames;
  readonly #drawn = new Map<Id, Drawn>();

  constructor(svg: SVGSVGElement, names: RailNames) {
    this.#svg = svg;
    this.#names = names;
  }

  show(arcs: readonly Arc[]): void {
    const ids = new Set(arcs.map(({ view }) => view.relation.id));
    for (const [id, { group }] of this.#drawn)
      if (!ids.has(id)) {
        group.remove();
        this.#drawn.delete(id);
      }
    for (const arc of arcs) this.#draw(arc);
  }

  /** Lights the pointed-at arc and those of the annotations that are chosen or pointed at; the others step back. */
  emphasise({ chosen, hovered, active }: Emphasis, pointedAt: Id | null): void {
    const lit = new Set([...hovered, ...[chosen, active].filter((id) => id !== null)]);
    let any = false;
    for (const [id, { group, arc }] of this.#drawn) {
      const { from, to } = arc.view;
      const isLit = pointedAt === null ? lit.has(from.id) || lit.has(to.id) : id === pointedAt;
      any ||= isLit;
      group.classList.toggle(styles.lit ?? '', isLit);
    }
    this.#svg.classList.toggle(styles.someLit ?? '', any);
  }

  arcAt(target: EventTarget | null): Arc | null {
    const group = target instanceof Element ? target.closest<SVGGElement>('[data-relation]') : null;
    const id = group?.dataset.relation;
    return id === undefined ? null : (this.#drawn.get(id)?.arc ?? null);
  }

  #draw(arc: Arc): void {
    const { relation } = arc.view;
    const drawn = this.#drawn.get(relation.id) ?? this.#make(arc);
    drawn.arc = arc;
    const { codeId } = relation;
    const colour = codeColourIndex(this.#names.colourOf(codeId));
    const codeName = this.#names.codeName(codeId);
    const letters = arc.name ? Math.floor(arc.name.room / LETTER) - 2 : 0;
    const text =
      codeName.length <= letters ? codeName : letters > 4 ? `${codeName.slice(0, letters - 1)}…` : '';
    const written = `${arc.line} ${arc.ends} ${colour} ${this.#names.dashOf(codeId)} ${text}`;
    if (written === drawn.written) return;
    drawn.written = written;
    drawn.group.style.setProperty('--line', `var(--code-${colour}-line)`);
    drawn.group.style.setProperty('--ink', `var(--code-${colour}-ink)`);
    drawn.group.dataset.dash = String(this.#names.dashOf(codeId));
    drawn.hit.setAttribute('d', arc.line);
    drawn.line.setAttribute('d', arc.line);
    drawn.ends.setAttribute('d', arc.ends);
    drawn.name.textContent = text;
    if (arc.name && text !== '')
      drawn.name.setAttribute('transform', `translate(${arc.name.x} ${Math.round(arc.name.y)}) rotate(90)`);
  }

  #make(arc: Arc): Drawn {
    const made = <K extends 'g' | 'path' | 'text'>(tag: K, className: string | undefined) => {
      const element = document.createElementNS(SVG, tag);
      if (className) element.classList.add(className);
      return element;
    };
    const group = made('g', styles.arc);
    const drawn: Drawn = {
      group,
      hit: made('path', styles.hit),
      line: made('path', styles.line),
      ends: made('path', styles.ends),
      name: made('text', styles.name),
      written: '',
      arc,
    };
    group.dataset.relation = arc.view.relation.id;
    group.append(drawn.hit, drawn.line, drawn.ends, drawn.name);
    this.#svg.append(group);
    this.#drawn.set(arc.view.relation.id, drawn);
    return drawn;
  }
}
