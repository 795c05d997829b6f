import {
  defaultTreeAdapter,
  parse,
  parseFragment,
  type DefaultTreeAdapterTypes as Tree,
  type TreeAdapter,
} from 'parse5';
import { GlossatorError } from '../../../core/errors.ts';
import { LIMITS } from '../reader.ts';

export type Element = Tree.Element;
export type ParentNode = Tree.ParentNode;
export type ChildNode = Tree.ChildNode;

export interface ParsedTree {
  readonly root: ParentNode;
  /** elements that stood deeper than LIMITS.depth and were drawn up */
  readonly flattened: number;
}

/** How deep a node stands, and how deep the source put it: noted on the nodes, for a map of millions is slow. */
interface Deep {
  actualDepth?: number;
  intendedDepth?: number;
}

/** Longer attributes and more of them say nothing of a text. */
const ATTRIBUTE_LENGTH_MAX = 4_096;
const ATTRIBUTES_MAX = 64;

const SCRIPTING = { scriptingEnabled: false } as const;

/**
 * Parses HTML as the HTML Standard says, scripts disabled. Elements nested deeper than LIMITS.depth are attached at
 * that depth, as browsers do; far deeper nesting, too many nodes or too long a parse is refused.
 * @throws GlossatorError structure-too-deep
 */
export function parseTree(html: string, kind: 'page' | 'fragment', limits: TreeLimits = LIMITS): ParsedTree {
  const guard = new GuardedAdapter(limits);
  const treeAdapter = guard.adapter();
  const root =
    kind === 'page'
      ? parse(html, { ...SCRIPTING, treeAdapter })
      : parseFragment(html, { ...SCRIPTING, treeAdapter });
  return { root, flattened: guard.flattened };
}

/** What a tree may grow to; see LIMITS. */
export type TreeLimits = Readonly<Record<'depth' | 'refusedDepth' | 'nodes' | 'parseMilliseconds', number>>;

class GuardedAdapter {
  flattened = 0;
  #nodes = 0;
  #steps = 0;
  readonly #started = performance.now();
  readonly #limits: TreeLimits;

  constructor(limits: TreeLimits) {
    this.#limits = limits;
  }

  adapter(): TreeAdapter<Tree.DefaultTreeAdapterMap> {
    return {
      ...defaultTreeAdapter,
      createElement: (name, namespace, attributes) => {
        return defaultTreeAdapter.createElement(name, namespace, trimmedAttributes(attributes));
      },
      appendChild: (parent, child) => {
        const place = this.#placeFor(parent, child);
        defaultTreeAdapter.appendChild(place, child);
      },
      insertBefore: (parent, child, reference) => {
        this.#placeFor(parent, child);
        defaultTreeAdapter.insertBefore(reference.parentNode ?? parent, child, reference);
      },
      insertText: (parent, text) => {
        this.#checkTime();
        defaultTreeAdapter.insertText(this.#shallow(parent), text);
      },
    };
  }

  /** The parent itself, or where the parent stands too deep its nearest ancestor that does not. */
  #shallow(parent: ParentNode): ParentNode {
    let place = parent;
    while (depthOf(place) >= this.#limits.depth && 'parentNode' in place && place.parentNode) {
      place = place.parentNode;
    }
    return place;
  }

  #placeFor(parent: ParentNode, child: ChildNode): ParentNode {
    this.#count();
    const intended = ((parent as Deep).intendedDepth ?? 0) + 1;
    if (intended > this.#limits.refusedDepth) {
      throw new GlossatorError(
        'structure-too-deep',
        `The page nests its elements more than ${this.#limits.refusedDepth.toLocaleString('en')} deep.`,
        { remedy: 'Open it in a browser and save its text.' },
      );
    }
    const place = this.#shallow(parent);
    if (place !== parent) this.flattened += 1;
    if ('childNodes' in child) {
      const deep = child as Deep;
      deep.actualDepth = depthOf(place) + 1;
      deep.intendedDepth = intended;
    }
    return place;
  }

  #count(): void {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.nodes) {
      throw new GlossatorError(
        'file-too-large',
        `The page has more than ${this.#limits.nodes.toLocaleString('en')} parts.`,
        {
          remedy: 'Divide it into several files, or save its text from a browser.',
        },
      );
    }
    this.#checkTime();
  }

  #checkTime(): void {
    this.#steps += 1;
    if (this.#steps % 4_096 === 0 && performance.now() - this.#started > this.#limits.parseMilliseconds) {
      throw new GlossatorError(
        'structure-too-deep',
        'The page is so tangled that reading it takes too long.',
        {
          remedy: 'Open it in a browser and save its text.',
        },
      );
    }
  }
}

function depthOf(node: ParentNode): number {
  return (node as Deep).actualDepth ?? 0;
}

function trimmedAttributes(attributes: Tree.Element['attrs']): Tree.Element['attrs'] {
  for (const one of attributes) {
    if (one.value.length > ATTRIBUTE_LENGTH_MAX)
      one.value = one.value.slice(0, ATTRIBUTE_LENGTH_MAX).toWellFormed();
  }
  return attributes.length > ATTRIBUTES_MAX ? attributes.slice(0, ATTRIBUTES_MAX) : attributes;
}

export function isElement(node: ChildNode | ParentNode): node is Element {
  return 'tagName' in node;
}

export function isText(node: ChildNode): node is Tree.TextNode {
  return node.nodeName === '#text';
}

export function isComment(node: ChildNode): node is Tree.CommentNode {
  return node.nodeName === '#comment';
}

/** Value of an attribute, or null. */
export function attribute(element: Element, name: string): string | null {
  for (const candidate of element.attrs) if (candidate.name === name) return candidate.value;
  return null;
}

/** The element that a node stands in, or null. */
export function parentElement(node: ChildNode): Element | null {
  const parent = node.parentNode;
  return parent && isElement(parent) ? parent : null;
}

/** All elements under a node in document order, without those of templates. */
export function* elementsUnder(root: ParentNode): Generator<Element> {
  const stack: { readonly children: readonly ChildNode[]; at: number }[] = [
    { children: root.childNodes, at: 0 },
  ];
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const child = level.children[level.at];
    level.at += 1;
    if (!child) stack.pop();
    else if (isElement(child)) {
      yield child;
      stack.push({ children: child.childNodes, at: 0 });
    }
  }
}

/** All text under a node, as it stands in the source. */
export function textUnder(node: ParentNode): string {
  const parts: string[] = [];
  collectText(node, parts);
  return parts.join('');
}

function collectText(node: ParentNode, parts: string[]): void {
  for (const child of node.childNodes) {
    if (isText(child)) parts.push(child.value);
    else if (isElement(child)) collectText(child, parts);
  }
}
