import type { RelatedAnnotation, RelationView } from '../../../contract/procedures.ts';
import { codeColourIndex } from '../../../core/codebook/colours.ts';
import { shortQuotes } from '../rail/describe.ts';
import type { RailNames } from '../rail/rail-item.ts';
import { PLACE_LOST } from './relation-words.ts';
import styles from './relations.module.css';

const QUOTED = 160;

/** What an arc says, beside the pointer: both quotations, and the document where it is another. To screen readers the rail says it. */
export class RelationCard {
  readonly #element: HTMLElement;
  readonly #frame: HTMLElement;
  readonly #names: RailNames;
  readonly #documentId: string;

  constructor(element: HTMLElement, frame: HTMLElement, names: RailNames, documentId: string) {
    this.#element = element;
    this.#frame = frame;
    this.#names = names;
    this.#documentId = documentId;
  }

  show({ relation, from, to }: RelationView, x: number, y: number): void {
    const element = this.#element;
    const colour = codeColourIndex(this.#names.colourOf(relation.codeId));
    element.style.setProperty('--ink', `var(--code-${colour}-ink)`);
    const arrow = this.#names.isDirected(relation.codeId) ? '↓' : '↕';
    element.replaceChildren(
      ...this.#end(from),
      paragraph(`${arrow} ${this.#names.codeName(relation.codeId)}`, styles.code),
      ...this.#end(to),
    );
    element.hidden = false;
    const frame = this.#frame.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = element;
    const left = Math.max(8, Math.min(x - frame.left - offsetWidth - 12, frame.width - offsetWidth - 8));
    const top = Math.max(8, Math.min(y - frame.top + 10, frame.height - offsetHeight - 8));
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }

  hide(): void {
    this.#element.hidden = true;
  }

  #end(end: RelatedAnnotation): readonly HTMLElement[] {
    const quote = paragraph(
      `${this.#names.codeName(end.codeId)} ‘${shortQuotes(end.quotes, QUOTED)}’`,
      undefined,
    );
    const lost = end.lost ? [paragraph(PLACE_LOST, styles.source)] : [];
    if (end.documentId === this.#documentId) return [quote, ...lost];
    const date = end.documentDate === '' ? '' : `, ${end.documentDate}`;
    return [quote, ...lost, paragraph(`${end.documentTitle}${date}`, styles.source)];
  }
}

function paragraph(text: string, className: string | undefined): HTMLElement {
  const made = document.createElement('p');
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
