import { GlossatorError } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { Code } from './code.ts';

/** The part of a code that its places in the tree depend on. */
export type TreeCode = Pick<Code, 'id' | 'name' | 'parentId' | 'position'> &
  Partial<Pick<Code, 'otherParentIds'>>;

export interface CodeNode<C extends TreeCode> {
  readonly code: C;
  /** 0 at the top */
  readonly depth: number;
  readonly children: readonly CodeNode<C>[];
}

export function inSiblingOrder(a: TreeCode, b: TreeCode): number {
  return a.position - b.position || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1);
}

/**
 * The codes as trees by their first parents (for all their places see places.ts), siblings by position and then name. A code whose parent is not among the codes stands at the
 * top, and so does one of each cycle: whatever a file holds, every code is reachable.
 */
export function codeForest<C extends TreeCode>(codes: readonly C[]): readonly CodeNode<C>[] {
  const byId = new Map(codes.map((code) => [code.id, code]));
  const childrenOf = new Map<Id | null, C[]>();
  for (const code of codes) {
    const parent = code.parentId !== null && byId.has(code.parentId) ? code.parentId : null;
    const siblings = childrenOf.get(parent);
    if (siblings) siblings.push(code);
    else childrenOf.set(parent, [code]);
  }
  const reached = new Set<Id>();
  function grow(code: C, depth: number): CodeNode<C> {
    reached.add(code.id);
    const children = (childrenOf.get(code.id) ?? []).filter((child) => !reached.has(child.id));
    return { code, depth, children: children.sort(inSiblingOrder).map((child) => grow(child, depth + 1)) };
  }
  const forest = (childrenOf.get(null) ?? []).sort(inSiblingOrder).map((code) => grow(code, 0));
  for (const code of [...codes].sort(inSiblingOrder)) {
    if (!reached.has(code.id)) forest.push(grow(inCircleAbove(code, byId), 0));
  }
  return forest;
}

/** A code of the circle in which the way up from a code ends that is below no top. */
function inCircleAbove<C extends TreeCode>(code: C, byId: ReadonlyMap<Id, C>): C {
  const passed = new Set<Id>();
  let at = code;
  while (!passed.has(at.id)) {
    passed.add(at.id);
    const parent = at.parentId === null ? undefined : byId.get(at.parentId);
    if (!parent) return at;
    at = parent;
  }
  return at;
}

/** The codes in the order in which a tree shows them, parents before children. */
export function codesInTreeOrder<C extends TreeCode>(codes: readonly C[]): readonly CodeNode<C>[] {
  const order: CodeNode<C>[] = [];
  const stack = [...codeForest(codes)].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    order.push(node);
    stack.push(...[...node.children].reverse());
  }
  return order;
}

/** Names from the top down to the code; a parent that is missing or already passed ends the path. */
export function codePath(code: TreeCode, byId: ReadonlyMap<Id, TreeCode>): readonly string[] {
  const names: string[] = [];
  const passed = new Set<Id>();
  for (let at: TreeCode | undefined = code; at && !passed.has(at.id); ) {
    passed.add(at.id);
    names.unshift(at.name);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return names;
}

/** The code's parents, the first one first; each once. */
export function parentIdsOf(code: Pick<TreeCode, 'parentId' | 'otherParentIds'>): readonly Id[] {
  const others = code.otherParentIds ?? [];
  return [...new Set(code.parentId === null ? others : [code.parentId, ...others])];
}

/** The codes that stand under each code, by any of their parents, in the order of the list. */
export function childrenByParent<C extends TreeCode>(codes: readonly C[]): ReadonlyMap<Id, readonly C[]> {
  const childrenOf = new Map<Id, C[]>();
  for (const code of codes) {
    for (const parentId of parentIdsOf(code)) {
      const children = childrenOf.get(parentId);
      if (children) children.push(code);
      else childrenOf.set(parentId, [code]);
    }
  }
  return childrenOf;
}

/** These ids and those of all codes below them, by any of their parents. */
export function withDescendants(ids: Iterable<Id>, codes: readonly TreeCode[]): ReadonlySet<Id> {
  const childrenOf = childrenByParent(codes);
  const found = new Set<Id>();
  const waiting = [...ids];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    for (const child of childrenOf.get(id) ?? []) waiting.push(child.id);
  }
  return found;
}

/** Raises `code-cycle` where putting `code` under `parentId` would make it its own ancestor, by any of the parents. */
export function refuseCycle(
  code: Pick<TreeCode, 'id' | 'name'>,
  parentId: Id | null,
  codes: readonly TreeCode[],
): void {
  if (parentId === null || !withDescendants([code.id], codes).has(parentId)) return;
  throw new GlossatorError(
    'code-cycle',
    `‘${code.name}’ cannot stand under itself or under a code below it.`,
    {
      place: { recordKind: 'code', recordId: code.id, field: 'parentId' },
      remedy: 'Choose another parent, or move the code below out first.',
    },
  );
}

/** The trimmed name. Raises `code-name-empty`, or `code-name-taken` where a sibling has it (without regard to case). */
export function checkCodeName(
  name: string,
  parentId: Id | null,
  codes: readonly TreeCode[],
  ownId: Id | null,
): string {
  const trimmed = name.trim().normalize('NFC');
  if (trimmed === '') {
    throw new GlossatorError('code-name-empty', 'A code needs a name.', {
      place: { recordKind: 'code', field: 'name' },
    });
  }
  const wanted = trimmed.toLocaleLowerCase();
  const rival = codes.find(
    (code) => code.id !== ownId && code.parentId === parentId && code.name.toLocaleLowerCase() === wanted,
  );
  if (rival) {
    throw new GlossatorError('code-name-taken', `There is a code ‘${rival.name}’ already in this place.`, {
      place: { recordKind: 'code', recordId: rival.id, field: 'name' },
      remedy: 'Choose another name, or use the code that is there.',
    });
  }
  return trimmed;
}

/** One letter of any script in lower case, or one digit. */
const KEY = /^(?:\p{Ll}|\p{Lo}|\p{Nd})$/u;

/**
 * The key in lower case, or null. Raises `code-key-invalid`, or `code-key-taken` where another code has it.
 */
export function checkCodeKey(
  key: string | null,
  codes: readonly Pick<Code, 'id' | 'name' | 'key'>[],
  ownId: Id | null,
): string | null {
  if (key === null || key === '') return null;
  const lower = key.toLowerCase().normalize('NFC');
  if (!KEY.test(lower)) {
    throw new GlossatorError('code-key-invalid', `‘${key}’ cannot be a code's key.`, {
      place: { recordKind: 'code', field: 'key' },
      remedy: 'Choose a single letter or digit.',
    });
  }
  const rival = codes.find((code) => code.id !== ownId && code.key === lower);
  if (rival) {
    throw new GlossatorError('code-key-taken', `The key ‘${lower}’ belongs to ‘${rival.name}’.`, {
      place: { recordKind: 'code', recordId: rival.id, field: 'key' },
      remedy: `Choose another key, or take it from ‘${rival.name}’ first.`,
    });
  }
  return lower;
}

/**
 * Positions after putting a code at `index` (0-based) among its siblings, the code itself not among them. Mostly one
 * number between two neighbours, so that a move changes one record; where no number is left between, all anew.
 */
export function positionsForInsertion(
  siblings: readonly TreeCode[],
  index: number,
): { readonly own: number; readonly renumbered: ReadonlyMap<Id, number> } {
  const ordered = [...siblings].sort(inSiblingOrder);
  const at = Math.min(Math.max(index, 0), ordered.length);
  const before = ordered[at - 1]?.position;
  const after = ordered[at]?.position;
  if (before === undefined) return { own: after === undefined ? 0 : after - 1, renumbered: new Map() };
  if (after === undefined) return { own: before + 1, renumbered: new Map() };
  const between = (before + after) / 2;
  if (between > before && between < after) return { own: between, renumbered: new Map() };
  const renumbered = new Map(ordered.map((code, place) => [code.id, place < at ? place : place + 1]));
  return { own: at, renumbered };
}
