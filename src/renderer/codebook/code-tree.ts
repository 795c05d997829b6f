import { useRef } from 'react';
import type { CountedCode } from '../../core/codebook/code.ts';
import { type PlacedCode, placedForest } from '../../core/codebook/places.ts';
import type { Id } from '../../core/ids.ts';

export interface CodeTreeItem {
  /** of the row: the code's own at its first place, else the ids from the top down, joined by `/` */
  readonly id: string;
  /** false: one of the further places of a code that has several parents */
  readonly primary: boolean;
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
  before: ReadonlyMap<string, CodeTreeItem>,
): { readonly forest: readonly CodeTreeItem[]; readonly items: ReadonlyMap<string, CodeTreeItem> } {
  const items = new Map<string, CodeTreeItem>();
  function itemOf({ key, code, depth, primary, children }: PlacedCode<CountedCode>): CodeTreeItem {
    const id = primary ? code.id : key;
    const below = children.map(itemOf);
    const old = before.get(id);
    const same = old && old.code === code && old.depth === depth && sameItems(old.children, below);
    const item = same ? old : { id, primary, code, depth, children: below };
    items.set(id, item);
    return item;
  }
  return { forest: placedForest(codes).map(itemOf), items };
}

/** Whose row it is. */
export function codeIdOfRow(rowKey: string): Id {
  return rowKey.slice(rowKey.lastIndexOf('/') + 1);
}

export function useCodeTree(codes: readonly CountedCode[]): ReturnType<typeof codeTree> {
  const last = useRef({ codes, ...codeTree(codes, new Map()) });
  if (last.current.codes !== codes) last.current = { codes, ...codeTree(codes, last.current.items) };
  return last.current;
}
