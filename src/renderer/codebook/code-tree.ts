import { useRef } from 'react';
import type { CountedCode } from '../../core/codebook/code.ts';
import { type CodeNode, codeForest } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';

export interface CodeTreeItem {
  readonly id: Id;
  readonly code: CountedCode;
  readonly depth: number;
  readonly children: readonly CodeTreeItem[];
}

function sameItems(a: readonly CodeTreeItem[], b: readonly CodeTreeItem[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/**
 * The codes as the tree shows them. What is as it was in `before` is the very same object, so that only rows that changed are
 * drawn anew: a tag changes one count, not the codebook.
 */
export function codeTree(
  codes: readonly CountedCode[],
  before: ReadonlyMap<Id, CodeTreeItem>,
): { readonly forest: readonly CodeTreeItem[]; readonly items: ReadonlyMap<Id, CodeTreeItem> } {
  const items = new Map<Id, CodeTreeItem>();
  function itemOf({ code, depth, children }: CodeNode<CountedCode>): CodeTreeItem {
    const below = children.map(itemOf);
    const old = before.get(code.id);
    const same = old && old.code === code && old.depth === depth && sameItems(old.children, below);
    const item = same ? old : { id: code.id, code, depth, children: below };
    items.set(code.id, item);
    return item;
  }
  return { forest: codeForest(codes).map(itemOf), items };
}

export function useCodeTree(codes: readonly CountedCode[]): readonly CodeTreeItem[] {
  const last = useRef({ codes, ...codeTree(codes, new Map()) });
  if (last.current.codes !== codes) last.current = { codes, ...codeTree(codes, last.current.items) };
  return last.current.forest;
}
