import type { Id } from '../../core/ids.ts';
import type { Connection } from '../connection.ts';

/** Kinds of which two can be found to be one; a part is an attribute or a choice of a definition. */
export type AliasKind = 'document' | 'code' | 'person' | 'part';

const ALIASED: ReadonlySet<string> = new Set<AliasKind>(['document', 'code', 'person']);

/** Whether two records of a kind can be found to be one. */
export function isAliased(kind: string): kind is AliasKind {
  return ALIASED.has(kind);
}

/** Which records were found to be one: of several the one with the least id, the oldest, stands for all. */
export class Aliases {
  readonly #parents = new Map<AliasKind, Map<Id, Id>>();
  readonly #found: { readonly kind: AliasKind; readonly from: Id; readonly to: Id }[] = [];

  /** With what the merges in force found. */
  static stored(connection: Connection): Aliases {
    const aliases = new Aliases();
    const rows = connection
      .prepare<{ kind: AliasKind; from: Id; to: Id }>(
        `SELECT kind, from_id AS "from", to_id AS "to" FROM alias JOIN merge ON merge.action = alias.merge
         WHERE in_force = 1`,
      )
      .all();
    for (const { kind, from, to } of rows) aliases.#unite(kind, from, to);
    return aliases;
  }

  of(kind: AliasKind, id: Id): Id {
    const parents = this.#parents.get(kind);
    let at = id;
    for (let next = parents?.get(at); next !== undefined; next = parents?.get(at)) at = next;
    return at;
  }

  /** These two are one; gives whether that is news. */
  add(kind: AliasKind, a: Id, b: Id): boolean {
    if (!this.#unite(kind, a, b)) return false;
    this.#found.push({ kind, from: a, to: b });
    return true;
  }

  #unite(kind: AliasKind, a: Id, b: Id): boolean {
    const [one, other] = [this.of(kind, a), this.of(kind, b)];
    if (one === other) return false;
    const [least, greater] = one < other ? [one, other] : [other, one];
    const parents = this.#parents.get(kind) ?? new Map<Id, Id>();
    this.#parents.set(kind, parents.set(greater, least));
    return true;
  }

  /** All that give way to another, of a kind. */
  given(kind: AliasKind): readonly Id[] {
    return [...(this.#parents.get(kind)?.keys() ?? [])];
  }

  get news(): number {
    return this.#found.length;
  }

  save(connection: Connection, merge: number): void {
    const insert = connection.prepare('INSERT INTO alias (merge, kind, from_id, to_id) VALUES (?, ?, ?, ?)');
    for (const { kind, from, to } of this.#found) insert.run(merge, kind, from, to);
  }
}
