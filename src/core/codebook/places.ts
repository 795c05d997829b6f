import { GlossatorError } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { Code } from './code.ts';
import {
  childrenByParent,
  codeForest,
  inSiblingOrder,
  parentIdsOf,
  refuseCycle,
  type TreeCode,
} from './tree.ts';

/** A code at one of its places in the tree. */
export interface PlacedCode<C extends TreeCode> {
  /** unique among all places: the ids from the top down, joined by `/` */
  readonly key: string;
  readonly code: C;
  /** whose child it is here; null at the top */
  readonly parentId: Id | null;
  /** 0 at the top */
  readonly depth: number;
  /** it stands here by `parentId`, and all above it do too: each code has exactly one such place */
  readonly primary: boolean;
  readonly children: readonly PlacedCode<C>[];
}

/** Places besides the primary ones that `placedForest` grows at most: with n codes of two parents each there may be 2ⁿ. */
export const FURTHER_PLACES_LIMIT = 20_000;

/**
 * The codes as trees in which each stands at every one of its places: at its primary place in order among its siblings, and after these where it stands by
 * `otherParentIds`, with all that is below it. Safe for damaged lists: a missing parent counts for none, and no code stands
 * below itself. Beyond FURTHER_PLACES_LIMIT further places are left out; primary ones never are.
 */
export function placedForest<C extends TreeCode>(
  codes: readonly C[],
  limit: number = FURTHER_PLACES_LIMIT,
): readonly PlacedCode<C>[] {
  const childrenOf = childrenByParent(codes);
  let left = limit;

  /** All that is below a code at a further place. */
  function copies(
    parent: C,
    parentKey: string,
    depth: number,
    above: ReadonlySet<Id>,
  ): readonly PlacedCode<C>[] {
    const placed: PlacedCode<C>[] = [];
    const children = childrenOf.get(parent.id) ?? [];
    for (const first of [true, false]) {
      const some = children.filter(
        (child) => (child.parentId === parent.id) === first && !above.has(child.id),
      );
      for (const child of some.sort(inSiblingOrder)) {
        if (left <= 0) return placed;
        placed.push(further(child, parent.id, parentKey, depth, above));
      }
    }
    return placed;
  }

  function further(
    code: C,
    parentId: Id,
    parentKey: string,
    depth: number,
    above: ReadonlySet<Id>,
  ): PlacedCode<C> {
    left -= 1;
    const key = `${parentKey}/${code.id}`;
    const children = copies(code, key, depth + 1, new Set([...above, code.id]));
    return { key, code, parentId, depth, primary: false, children };
  }

  function place(
    node: ReturnType<typeof codeForest<C>>[number],
    parentId: Id | null,
    parentKey: string,
    above: ReadonlySet<Id>,
  ): PlacedCode<C> {
    const { code, depth } = node;
    const key = parentKey === '' ? code.id : `${parentKey}/${code.id}`;
    const withOwn = new Set([...above, code.id]);
    const children = node.children.map((child) => place(child, code.id, key, withOwn));
    const there = new Set(node.children.map((child) => child.code.id));
    const others = (childrenOf.get(code.id) ?? []).filter(
      (child) => child.parentId !== code.id && !there.has(child.id) && !withOwn.has(child.id),
    );
    for (const other of [...others].sort(inSiblingOrder)) {
      if (left <= 0) break;
      children.push(further(other, code.id, key, depth + 1, withOwn));
    }
    return { key, code, parentId, depth, primary: true, children };
  }

  return codeForest(codes).map((node) => place(node, null, '', new Set()));
}

/** The places in the order in which a tree shows them, parents before children. */
export function placesInTreeOrder<C extends TreeCode>(
  forest: readonly PlacedCode<C>[],
): readonly PlacedCode<C>[] {
  const order: PlacedCode<C>[] = [];
  const stack = [...forest].reverse();
  for (let place = stack.pop(); place; place = stack.pop()) {
    order.push(place);
    stack.push(...[...place.children].reverse());
  }
  return order;
}

/**
 * The ways from the top down to the code, as names: the primary one first (as `codePath` gives it), at most `limit`. A missing parent
 * begins a way, a circle is not gone twice.
 */
export function codePaths(
  code: TreeCode,
  byId: ReadonlyMap<Id, TreeCode>,
  limit = 20,
): readonly (readonly string[])[] {
  const paths: (readonly string[])[] = [];
  function climb(at: TreeCode, below: readonly TreeCode[]): void {
    const way = [at, ...below];
    const parents = parentIdsOf(at)
      .map((id) => byId.get(id))
      .filter((parent) => parent !== undefined && !way.some((each) => each.id === parent.id));
    // At the top by its own first place, whatever other parents it has.
    if (at.parentId === null || parents.length === 0) paths.push(way.map((each) => each.name));
    for (const parent of parents) {
      if (paths.length >= limit) return;
      if (parent) climb(parent, way);
    }
  }
  climb(code, []);
  return paths;
}

/**
 * The further parents as they are stored: each once, without the first parent. Raises `not-found` for a parent that there is not, `code-cycle`
 * for the code itself or one below it.
 */
export function checkOtherParents(
  code: Pick<TreeCode, 'id' | 'name' | 'parentId'>,
  otherParentIds: readonly Id[],
  codes: readonly TreeCode[],
): readonly Id[] {
  const known = new Set(codes.map((each) => each.id));
  const others = [...new Set(otherParentIds)].filter((id) => id !== code.parentId);
  // What the code has now does not count: it is being replaced.
  const rest = codes.map((each) => (each.id === code.id ? { ...each, otherParentIds: [] } : each));
  for (const id of others) {
    if (!known.has(id)) {
      throw new GlossatorError('not-found', `One of the places for ‘${code.name}’ is no longer there.`, {
        place: { recordKind: 'code', recordId: id },
        remedy: 'Choose its places again.',
      });
    }
    refuseCycle(code, id, rest);
  }
  return others;
}

/** A code's parents. */
export type Parents = Pick<Code, 'parentId' | 'otherParentIds'>;

/** The parents after a move of the primary place: a new first parent that was a further one is that no more. */
export function movedUnder(code: Parents, parentId: Id | null): Parents {
  return { parentId, otherParentIds: code.otherParentIds.filter((id) => id !== parentId) };
}

/**
 * The parents after a code above it is gone (deleted, or merged into another): its place is taken by `replacement`, null being the top. A code
 * never becomes its own parent.
 */
export function parentReplaced(code: Parents & Pick<Code, 'id'>, gone: Id, replacement: Id | null): Parents {
  const stand = replacement === code.id ? null : replacement;
  const parentId = code.parentId === gone ? stand : code.parentId;
  const others = code.otherParentIds.map((id) => (id === gone ? stand : id));
  return {
    parentId,
    otherParentIds: [...new Set(others)].filter((id) => id !== null).filter((id) => id !== parentId),
  };
}
