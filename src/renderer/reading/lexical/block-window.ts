import {
  $createTextNode,
  $getRoot,
  createEditor,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type TextFormatType,
} from 'lexical';
import type { MarkKind } from '../../../core/text/structure.ts';
import type { DisplayUnit } from '../model/units.ts';
import { inlineRuns } from './inline.ts';
import { BlockNode, CellNode, InertLinkNode, READING_NODES, RowNode } from './nodes.ts';
import { type DomPlace, type ShownBlock, ShownUnit } from './shown.ts';
import styles from './text.module.css';

const FORMATS: Readonly<Partial<Record<MarkKind, TextFormatType>>> = {
  strong: 'bold',
  emphasis: 'italic',
  underline: 'underline',
  strikethrough: 'strikethrough',
  superscript: 'superscript',
  subscript: 'subscript',
  code: 'code',
};

export interface WindowChange {
  readonly entered: readonly ShownUnit[];
  readonly left: readonly ShownUnit[];
}

/** The blocks near the viewport in one Lexical editor. It is never edited: only whole units come and go. */
export class BlockWindow {
  readonly root: HTMLElement;
  readonly #editor: LexicalEditor;
  #shown: ShownUnit[] = [];

  constructor(root: HTMLElement) {
    this.root = root;
    this.#editor = createEditor({
      namespace: 'glossator-reading',
      editable: false,
      // Nothing is typed here, and Lexical would follow every selection with an update of its own.
      disableEvents: true,
      nodes: [...READING_NODES],
      theme: {
        text: {
          bold: styles.strong ?? '',
          italic: styles.emphasis ?? '',
          underline: styles.underline ?? '',
          strikethrough: styles.strikethrough ?? '',
          underlineStrikethrough: styles.underlineStrikethrough ?? '',
          code: styles.code ?? '',
        },
      },
      onError: (error) => {
        throw error;
      },
    });
    this.#editor.setRootElement(root);
  }

  get shown(): readonly ShownUnit[] {
    return this.#shown;
  }

  /** Shows these units, which follow one another, and no others: one discrete update. */
  show(units: readonly DisplayUnit[]): WindowChange {
    const first = units[0]?.index ?? 0;
    const last = units[units.length - 1]?.index ?? -1;
    const kept = this.#shown.filter(({ unit }) => unit.index >= first && unit.index <= last);
    const keptFirst = kept[0]?.unit.index ?? Number.POSITIVE_INFINITY;
    const keptLast = kept[kept.length - 1]?.unit.index ?? Number.POSITIVE_INFINITY;
    const before = units.filter((unit) => unit.index < keptFirst);
    const after = units.filter((unit) => unit.index > keptLast);
    const left = this.#shown.filter((shown) => !kept.includes(shown));
    if (left.length === 0 && before.length === 0 && after.length === 0) return { entered: [], left: [] };
    const leading = left.filter(({ unit }) => unit.index < first || kept.length === 0).length;
    const keys = new Map<DisplayUnit, string>();
    this.#editor.update(
      () => {
        const root = $getRoot();
        const make = (unit: DisplayUnit): LexicalNode => {
          const node = unit.columns ? $rowNode(unit) : $blockNode(unit, 0);
          keys.set(unit, node.getKey());
          return node;
        };
        const trailing = left.length - leading;
        root.splice(root.getChildrenSize() - trailing, trailing, after.map(make));
        root.splice(0, leading, before.map(make));
      },
      { discrete: true, skipTransforms: true },
    );
    const enter = (unit: DisplayUnit): ShownUnit => {
      const element = this.#editor.getElementByKey(keys.get(unit) ?? '');
      if (!element) throw new Error(`unit ${unit.index} did not reach the DOM`);
      return new ShownUnit(unit, element);
    };
    const enteredBefore = before.map(enter);
    const enteredAfter = after.map(enter);
    this.#shown = [...enteredBefore, ...kept, ...enteredAfter];
    return { entered: [...enteredBefore, ...enteredAfter], left };
  }

  /** The shown unit that holds the offset, the white space after it included; undefined outside of the window. */
  unitAt(offset: number): ShownUnit | undefined {
    const first = this.#shown[0];
    const last = this.#shown[this.#shown.length - 1];
    if (!first || !last || offset < first.unit.start || offset > last.unit.end) return undefined;
    let low = 0;
    let high = this.#shown.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#shown[middle]?.unit.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#shown[low];
  }

  blockAt(offset: number): ShownBlock | undefined {
    return this.unitAt(offset)?.blockAt(offset);
  }

  /** The document offset of a place in the DOM; null outside of the text. */
  offsetOf(place: DomPlace): number | null {
    if (!this.root.contains(place.node)) return null;
    const child = place.node.childNodes[place.offset];
    for (const shown of this.#shown) {
      if (shown.element.contains(place.node)) {
        const block =
          shown.blocks.find(({ element }) => element.contains(place.node)) ??
          shown.blocks.find(({ element }) => child?.contains(element));
        return block ? block.offsetOf(place) : shown.unit.end;
      }
      if (child === shown.element) return shown.unit.start;
    }
    return this.#shown[this.#shown.length - 1]?.unit.end ?? null;
  }

  close(): void {
    this.#editor.setRootElement(null);
    this.#shown = [];
  }
}

function $blockNode(unit: DisplayUnit, at: number): ElementNode {
  const block = unit.blocks[at];
  if (!block) throw new RangeError(`unit ${unit.index} has no block ${at}`);
  const node = new BlockNode({ block, gapAfter: unit.gapAfter && !unit.columns });
  let link: InertLinkNode | null = null;
  let linkEnd = block.start;
  for (const run of inlineRuns(block, unit.marks)) {
    const text = $createTextNode(unit.text.slice(run.start - unit.start, run.end - unit.start));
    for (const mark of run.marks) {
      const format = FORMATS[mark];
      if (format && !text.hasFormat(format)) text.toggleFormat(format);
    }
    if (run.href === null) {
      node.append(text);
      continue;
    }
    if (link === null || linkEnd !== run.start || link.__address !== run.href) {
      link = new InertLinkNode(run.href);
      node.append(link);
    }
    link.append(text);
    linkEnd = run.end;
  }
  return node;
}

function $rowNode(unit: DisplayUnit): ElementNode {
  const cells = unit.blocks.map((block) => block.cell);
  const header = cells.every((cell) => cell?.header);
  const template = (unit.columns ?? [1]).map((width) => `minmax(0, ${width}fr)`).join(' ');
  const row = new RowNode(cells[0]?.row ?? 0, template, header, unit.gapAfter);
  let current: CellNode | null = null;
  for (const [at, cell] of cells.entries()) {
    if (!cell) continue;
    if (current === null || current.__cell.column !== cell.column) {
      current = new CellNode(cell);
      row.append(current);
    }
    current.append($blockNode(unit, at));
  }
  return row;
}
