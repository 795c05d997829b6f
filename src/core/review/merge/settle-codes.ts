import type { AttributeDefinition } from '../../attribute/attribute.ts';
import type { Code } from '../../codebook/code.ts';
import type { Id } from '../../ids.ts';

/** A code as the writes of all decide it, before what must hold between codes. */
export type DecidedCode = Code;

export interface CodeContext {
  /** the code that this one was found to be; itself where it is none but itself */
  readonly sameAs: (id: Id) => Id;
  /** the part of a definition (an attribute, a choice) that this one was found to be */
  readonly samePart: (id: Id) => Id;
  /** whether a record that is to be seen bears it */
  readonly isBorne: (id: Id) => boolean;
}

/** How names are compared: as the codebook compares them. */
export function foldedName(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

const byId = (a: { readonly id: Id }, b: { readonly id: Id }) => (a.id < b.id ? -1 : 1);

function mapped(ids: readonly Id[], same: (id: Id) => Id): readonly Id[] {
  return [...new Set(ids.map(same))];
}

/** The definitions of a code with those of the codes found to be the same that it lacks. */
function unitedDefinitions(
  own: readonly AttributeDefinition[],
  others: readonly (readonly AttributeDefinition[])[],
  samePart: (id: Id) => Id,
): readonly AttributeDefinition[] {
  const united = [...own];
  for (const definition of others.flat()) {
    const at = united.findIndex(({ id }) => id === samePart(definition.id));
    const held = united[at];
    if (!held) {
      if (samePart(definition.id) === definition.id) united.push(definition);
      continue;
    }
    const more = definition.choices.filter(
      ({ id }) => samePart(id) === id && !held.choices.some((choice) => choice.id === id),
    );
    if (more.length > 0) united[at] = { ...held, choices: [...held.choices, ...more] };
  }
  return united;
}

/** One of each cycle of parents, that with the greatest id, goes to the top. */
function withoutCycles(codes: Map<Id, DecidedCode>): void {
  const safe = new Set<Id>();
  for (const id of [...codes.keys()].sort()) {
    const path: Id[] = [];
    let at: Id | null = id;
    while (at !== null && !safe.has(at) && !path.includes(at)) {
      path.push(at);
      at = codes.get(at)?.parentId ?? null;
    }
    if (at !== null && !safe.has(at)) {
      const cycle = path.slice(path.indexOf(at)).sort();
      const freed = codes.get(cycle[cycle.length - 1] ?? '');
      if (freed) codes.set(freed.id, { ...freed, parentId: null });
    }
    for (const passed of path) safe.add(passed);
  }
}

/** Further parents that would close a cycle, or say again what `parentId` says, are left out. */
function withoutLoops(codes: Map<Id, DecidedCode>): void {
  const parents = new Map([...codes].map(([id, { parentId }]) => [id, parentId === null ? [] : [parentId]]));
  function isAbove(above: Id, below: Id, passed = new Set<Id>()): boolean {
    if (above === below) return true;
    if (passed.has(below)) return false;
    passed.add(below);
    return (parents.get(below) ?? []).some((parent) => isAbove(above, parent, passed));
  }
  for (const id of [...codes.keys()].sort()) {
    const code = codes.get(id);
    if (!code) continue;
    const kept = code.otherParentIds.filter((parent) => {
      if (parent === code.parentId || isAbove(id, parent)) return false;
      parents.get(id)?.push(parent);
      return true;
    });
    if (kept.length < code.otherParentIds.length) codes.set(id, { ...code, otherParentIds: kept });
  }
}

/** Siblings have names of their own, and no two codes one key: the older code keeps it. */
function withOwnNames(codes: Map<Id, DecidedCode>): void {
  const names = new Set<string>();
  const keys = new Set<string>();
  for (const code of [...codes.values()].filter(({ deleted }) => !deleted).sort(byId)) {
    let name = code.name;
    for (let n = 2; names.has(`${code.parentId} ${foldedName(name)}`); n++) name = `${code.name} (${n})`;
    names.add(`${code.parentId} ${foldedName(name)}`);
    const key = code.key !== null && keys.has(code.key) ? null : code.key;
    if (key !== null) keys.add(key);
    if (name !== code.name || key !== code.key) codes.set(code.id, { ...code, name, key });
  }
}

/** A code that something bears, or that stands above one to be seen, is to be seen whoever deleted it. */
function revived(codes: Map<Id, DecidedCode>, isBorne: (id: Id) => boolean): void {
  const waiting = [...codes.values()]
    .filter(({ id, deleted }) => !deleted || isBorne(id))
    .map(({ id }) => id);
  const passed = new Set<Id>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const code = codes.get(id);
    if (!code || passed.has(id)) continue;
    passed.add(id);
    if (code.deleted) codes.set(id, { ...code, deleted: false });
    if (code.parentId !== null) waiting.push(code.parentId);
  }
}

/**
 * What must hold between codes, brought about: each that was found to be another gives way to it; one that is borne is there; the
 * tree has no cycle; siblings differ in name, all in key. It depends on the codes alone, so every machine comes to the
 * same codebook.
 */
export function settleCodes(
  decided: ReadonlyMap<Id, DecidedCode>,
  { sameAs, samePart, isBorne }: CodeContext,
): ReadonlyMap<Id, DecidedCode> {
  const codes = new Map<Id, DecidedCode>();
  const members = new Map<Id, DecidedCode[]>();
  for (const code of [...decided.values()].sort(byId)) {
    const to = sameAs(code.id);
    if (to === code.id || !decided.has(to)) continue;
    members.set(to, [...(members.get(to) ?? []), code]);
  }
  for (const code of decided.values()) {
    const others = members.get(code.id) ?? [];
    const gaveWay = sameAs(code.id) !== code.id && decided.has(sameAs(code.id));
    const parentId = code.parentId === null ? null : sameAs(code.parentId);
    codes.set(code.id, {
      ...code,
      parentId: parentId === code.id ? null : parentId,
      otherParentIds: mapped(code.otherParentIds, sameAs),
      ends: code.ends && {
        ...code.ends,
        from: mapped(code.ends.from, sameAs),
        to: mapped(code.ends.to, sameAs),
      },
      attributes: unitedDefinitions(
        code.attributes,
        others.map(({ attributes }) => attributes),
        samePart,
      ),
      // Of codes that are one, as long as one is kept it is there.
      deleted: gaveWay || (code.deleted && others.every(({ deleted }) => deleted)),
      key: gaveWay || code.deleted ? null : code.key,
    });
  }
  revived(codes, (id) => sameAs(id) === id && isBorne(id));
  withoutCycles(codes);
  withoutLoops(codes);
  withOwnNames(codes);
  return codes;
}
