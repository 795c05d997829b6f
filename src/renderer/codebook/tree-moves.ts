import { codesInTreeOrder, type TreeCode, withDescendants } from '../../core/codebook/tree.ts';
import type { Id } from '../../core/ids.ts';

/** Where a code shall stand: under a parent (null: at the top), at a place among its new siblings, itself not counted. */
export interface CodePlace {
  readonly parentId: Id | null;
  readonly index: number;
}

export type KeyMove = 'up' | 'down' | 'in' | 'out';

function siblingsOf<C extends TreeCode>(codes: readonly C[], parentId: Id | null): readonly C[] {
  return codesInTreeOrder(codes)
    .map(({ code }) => code)
    .filter((code) => code.parentId === parentId);
}

/**
 * Where a key moves the code: up and down among its siblings, in under the sibling above it, out behind its parent. null where
 * it cannot go there.
 */
export function placeByKey(codes: readonly TreeCode[], id: Id, move: KeyMove): CodePlace | null {
  const code = codes.find((each) => each.id === id);
  if (!code) return null;
  const siblings = siblingsOf(codes, code.parentId);
  const at = siblings.findIndex((each) => each.id === id);
  switch (move) {
    case 'up':
      return at > 0 ? { parentId: code.parentId, index: at - 1 } : null;
    case 'down':
      return at < siblings.length - 1 ? { parentId: code.parentId, index: at + 1 } : null;
    case 'in': {
      const above = siblings[at - 1];
      return above ? { parentId: above.id, index: siblingsOf(codes, above.id).length } : null;
    }
    case 'out': {
      const parent = codes.find((each) => each.id === code.parentId);
      if (!parent) return null;
      const place = siblingsOf(codes, parent.parentId).findIndex((each) => each.id === parent.id);
      return { parentId: parent.parentId, index: place + 1 };
    }
  }
}

/**
 * Where a code goes that is dropped on, before or after another. null where it would stand under itself, or where it stands
 * already.
 */
export function placeByDrop(
  codes: readonly TreeCode[],
  id: Id,
  targetId: Id,
  position: 'on' | 'before' | 'after',
): CodePlace | null {
  const code = codes.find((each) => each.id === id);
  const target = codes.find((each) => each.id === targetId);
  if (!code || !target || withDescendants([id], codes).has(targetId)) return null;
  const parentId = position === 'on' ? target.id : target.parentId;
  const siblings = siblingsOf(codes, parentId).filter((each) => each.id !== id);
  const at = siblings.findIndex((each) => each.id === targetId);
  const index = position === 'on' ? siblings.length : position === 'before' ? at : at + 1;
  const now = siblingsOf(codes, code.parentId).findIndex((each) => each.id === id);
  return parentId === code.parentId && index === now ? null : { parentId, index };
}
