import { isElement, type XmlElement } from '../../xml/tree.ts';

interface OpenList {
  readonly style: string;
  readonly counts: (number | undefined)[];
}

function integer(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Counts the items of lists (OpenDocument 1.3, part 3, 5.3). */
export class OdtLists {
  readonly #styles: ReadonlyMap<string, XmlElement>;
  /** counts where the last list of a style, or the list of an identifier, stopped */
  readonly #stopped = new Map<string, (number | undefined)[]>();
  #open: OpenList | null = null;
  #depth = 0;

  constructor(styles: ReadonlyMap<string, XmlElement>) {
    this.#styles = styles;
  }

  /** Depth of the list that one is in, from 1. */
  get depth(): number {
    return this.#depth;
  }

  list(element: XmlElement, read: () => void): void {
    const { attributes } = element;
    const outer = this.#open;
    const own = attributes['text:style-name'];
    const style = own ?? outer?.style ?? '';
    if (this.#depth === 0) {
      const from = attributes['text:continue-list'];
      const goesOn = attributes['text:continue-numbering'] === 'true';
      const counts =
        from !== undefined ? this.#stopped.get(`id ${from}`) : goesOn ? this.#stopped.get(style) : undefined;
      this.#open = { style, counts: counts ?? [] };
    } else this.#open = { style, counts: outer?.counts ?? [] };
    this.#depth += 1;
    read();
    this.#depth -= 1;
    if (this.#depth === 0) {
      this.#stopped.set(style, this.#open.counts);
      const id = attributes['xml:id'];
      if (id !== undefined) this.#stopped.set(`id ${id}`, this.#open.counts);
    }
    this.#open = outer;
  }

  /** The number of the item that begins; undefined where its level shows none. */
  next(item: XmlElement): number | undefined {
    const open = this.#open;
    if (!open) return undefined;
    const at = this.#depth - 1;
    const level = this.#levelOf(open.style, this.#depth);
    const before = open.counts[at];
    const first = integer(level?.attributes['text:start-value']) ?? 1;
    const number =
      integer(item.attributes['text:start-value']) ?? (before === undefined ? first : before + 1);
    open.counts[at] = number;
    open.counts.length = at + 1;
    const isNumbered =
      level?.name === 'text:list-level-style-number' && (level.attributes['style:num-format'] ?? '') !== '';
    return isNumbered ? number : undefined;
  }

  #levelOf(style: string, depth: number): XmlElement | undefined {
    const levels = this.#styles.get(style)?.children ?? [];
    return levels.find(
      (level): level is XmlElement => isElement(level) && level.attributes['text:level'] === String(depth),
    );
  }
}
