import {
  $createParagraphNode,
  $createTextNode,
  $getNodeByKey,
  $getRoot,
  $isElementNode,
  $isTextNode,
  createEditor,
  ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type ParagraphNode,
  type SerializedElementNode,
} from 'lexical';
import type { Annotation } from '../../../src/core/annotation/annotation.ts';
import type { Block } from '../../../src/core/text/structure.ts';
import { type Contestant, painted, scrollingBox } from './contestant.ts';

type SerializedMark = SerializedElementNode & { ids: string[] };

/** An inline element that carries the annotations on its text, as @lexical/mark has it. */
class MarkNode extends ElementNode {
  __ids: readonly string[];

  static override getType(): string {
    return 'mark';
  }

  static override clone(node: MarkNode): MarkNode {
    return new MarkNode(node.__ids, node.__key);
  }

  static override importJSON(serialised: SerializedMark): MarkNode {
    return new MarkNode(serialised.ids);
  }

  constructor(ids: readonly string[] = [], key?: NodeKey) {
    super(key);
    this.__ids = ids;
  }

  override exportJSON(): SerializedMark {
    return { ...super.exportJSON(), ids: [...this.__ids] };
  }

  override createDOM(): HTMLElement {
    const element = document.createElement('mark');
    if (this.__ids.length > 1) element.className = 'several';
    return element;
  }

  override updateDOM(): boolean {
    return false;
  }

  override isInline(): true {
    return true;
  }
}

/** A block's text cut wherever an annotation begins or ends; each piece with the annotations on it. */
function pieces(block: Block, annotations: readonly Annotation[]) {
  const spans = annotations.map(({ id, spans: [span] }) => ({
    id,
    start: span?.start ?? 0,
    end: span?.end ?? 0,
  }));
  const cuts = [...new Set([block.start, block.end, ...spans.flatMap(({ start, end }) => [start, end])])];
  cuts.sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1] ?? block.end;
    const ids = spans.filter((span) => span.start < end && span.end > start).map(({ id }) => id);
    return { start, end, ids };
  });
}

/** The whole text in one Lexical editor, with a mark node around each annotation's text. */
export function plainLexical(): Contestant {
  let editor: LexicalEditor | null = null;
  let scroller: HTMLElement | null = null;
  let blocks: readonly Block[] = [];
  const keys: NodeKey[] = [];

  /** Wraps what of a text node lies in the range; returns the node's length. */
  function $wrap(node: LexicalNode, at: number, start: number, end: number, id: string): number {
    const size = node.getTextContentSize();
    const from = Math.max(start, at);
    const to = Math.min(end, at + size);
    if (from >= to || !$isTextNode(node)) return size;
    const parts = node.splitText(...[from - at, to - at].filter((cut) => cut > 0 && cut < size));
    const inside = parts[from > at ? 1 : 0];
    if (!inside) return size;
    const mark = new MarkNode([id]);
    inside.insertBefore(mark);
    mark.append(inside);
    return size;
  }

  return {
    async open(box, { structured, annotations }) {
      const made = scrollingBox(box);
      scroller = made.scroller;
      blocks = structured.blocks;
      editor = createEditor({
        namespace: 'compared',
        editable: false,
        nodes: [MarkNode],
        onError: (error) => {
          throw error;
        },
      });
      editor.setRootElement(made.content);
      editor.update(
        () => {
          const root = $getRoot();
          const paragraphs: ParagraphNode[] = [];
          let at = 0;
          for (const block of blocks) {
            const own: Annotation[] = [];
            while ((annotations[at]?.spans[0]?.start ?? Number.POSITIVE_INFINITY) < block.end) {
              const next = annotations[at++];
              if (next) own.push(next);
            }
            const paragraph = $createParagraphNode();
            for (const { start, end, ids } of pieces(block, own)) {
              const text = $createTextNode(structured.text.slice(start, end));
              paragraph.append(ids.length === 0 ? text : new MarkNode(ids).append(text));
            }
            keys.push(paragraph.getKey());
            paragraphs.push(paragraph);
          }
          root.append(...paragraphs);
        },
        { discrete: true },
      );
      await painted();
    },
    scroller() {
      if (!scroller) throw new Error('not open');
      return scroller;
    },
    async add({ id, spans: [span] }) {
      if (!span) return;
      editor?.update(
        () => {
          const index = blocks.findIndex((block) => block.start <= span.start && span.end <= block.end);
          const paragraph = $getNodeByKey(keys[index] ?? '');
          if (!$isElementNode(paragraph)) throw new Error('there is no such block');
          let at = blocks[index]?.start ?? 0;
          for (const text of paragraph.getAllTextNodes()) at += $wrap(text, at, span.start, span.end, id);
        },
        { discrete: true },
      );
      await painted();
    },
    close() {
      editor?.setRootElement(null);
      editor = null;
      scroller = null;
    },
  };
}
