import type { RelationView } from '../../../contract/procedures.ts';
import type { Arc } from './arcs.ts';
import styles from './relations.module.css';

type Edge = 'above' | 'below';

/** "▲ 3" and "▼ 1" at the ends of the view: how many relations lead beyond it. The browser keeps them there. */
export class EdgeButtons {
  readonly #open: (views: readonly RelationView[], beside: HTMLElement) => void;
  readonly #buttons: Readonly<Record<Edge, HTMLButtonElement>>;
  #beyond: Readonly<Record<Edge, readonly RelationView[]>> = { above: [], below: [] };
  #key = '0 0';

  constructor(box: HTMLElement, open: (views: readonly RelationView[], beside: HTMLElement) => void) {
    this.#open = open;
    this.#buttons = { above: this.#make('above'), below: this.#make('below') };
    box.append(this.#buttons.above, this.#buttons.below);
  }

  /** Counts the arcs that cross an end of the view; cheap, as it is done in each frame of scrolling. */
  frame(arcs: readonly Arc[], view: { readonly top: number; readonly bottom: number }): void {
    let above = 0;
    let below = 0;
    for (const { top, bottom } of arcs) {
      if (bottom <= view.top || top >= view.bottom) continue;
      if (top < view.top) above += 1;
      if (bottom > view.bottom) below += 1;
    }
    const key = `${above} ${below}`;
    if (key === this.#key && above + below === 0) return;
    this.#beyond = {
      above: crossing(arcs, view.top, view),
      below: crossing(arcs, view.bottom, view),
    };
    if (key === this.#key) return;
    this.#key = key;
    this.#write('above', above, '▲');
    this.#write('below', below, '▼');
  }

  #write(edge: Edge, count: number, arrow: string): void {
    const button = this.#buttons[edge];
    button.hidden = count === 0;
    button.textContent = `${arrow} ${count}`;
    const relations = count === 1 ? 'relation leads' : 'relations lead';
    button.setAttribute('aria-label', `${count} ${relations} to text ${edge}`);
  }

  #make(edge: Edge): HTMLButtonElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = styles.edge ?? '';
    button.hidden = true;
    button.setAttribute('aria-haspopup', 'dialog');
    button.addEventListener('click', () => this.#open(this.#beyond[edge], button));
    return button;
  }
}

function crossing(
  arcs: readonly Arc[],
  y: number,
  view: { readonly top: number; readonly bottom: number },
): readonly RelationView[] {
  return arcs
    .filter(({ top, bottom }) => top < y && bottom > y && bottom > view.top && top < view.bottom)
    .map((arc) => arc.view);
}
