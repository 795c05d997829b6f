import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { RecordKind } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { damagedContent } from './stored-json.ts';

/** Kinds that other rows refer to by row number. */
export type ReferredKind = Extract<
  RecordKind,
  'person' | 'document' | 'code' | 'entity' | 'annotation' | 'relation'
>;
type KeyedTable = ReferredKind | 'text';
const KEYED_TABLES: readonly KeyedTable[] = [
  'person',
  'document',
  'code',
  'entity',
  'annotation',
  'relation',
  'text',
];

/** A remembered pair costs some 150 bytes; forgetting those of a kind now and then keeps a huge project's memory bounded. */
const REMEMBERED_LIMIT = 50_000;

/**
 * Row numbers of records by id and back, remembered. Rows are never removed and never change their id, so only
 * a transaction that is rolled back can make what is remembered wrong: then `forget`. They are those of the file, whatever a sight hides.
 */
export class Identities {
  readonly #connection: Connection;
  readonly #rows = new Map<KeyedTable, Map<Id, number>>(KEYED_TABLES.map((kind) => [kind, new Map()]));
  readonly #ids = new Map<KeyedTable, Map<number, Id>>(KEYED_TABLES.map((kind) => [kind, new Map()]));

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  find(kind: KeyedTable, id: Id): number | undefined {
    const known = this.#rows.get(kind)?.get(id);
    if (known !== undefined) return known;
    const found = this.#connection
      .prepare<{ row: number }>(`SELECT row FROM main.${kind} WHERE id = ?`)
      .get(id);
    if (found) this.#remember(kind, id, found.row);
    return found?.row;
  }

  /** Raises `record-unknown-reference` where there is no such record. */
  rowOf(kind: KeyedTable, id: Id, field: string): number {
    const row = this.find(kind, id);
    if (row === undefined) {
      throw new GlossatorError('record-unknown-reference', `There is no ${kind} ${id} in this project.`, {
        place: { recordKind: kind, recordId: id, field },
        remedy: `Store the ${kind} before what refers to it.`,
      });
    }
    return row;
  }

  idOf(kind: KeyedTable, row: number): Id {
    const known = this.#ids.get(kind)?.get(row);
    if (known !== undefined) return known;
    const found = this.#connection.prepare<{ id: Id }>(`SELECT id FROM main.${kind} WHERE row = ?`).get(row);
    if (!found) throw damagedContent(`a ${kind} is missing`);
    this.#remember(kind, found.id, row);
    return found.id;
  }

  #remember(kind: KeyedTable, id: Id, row: number): void {
    const rows = this.#rows.get(kind);
    const ids = this.#ids.get(kind);
    if (ids && ids.size >= REMEMBERED_LIMIT) {
      rows?.clear();
      ids.clear();
    }
    rows?.set(id, row);
    ids?.set(row, id);
  }

  forget(): void {
    for (const rows of this.#rows.values()) rows.clear();
    for (const ids of this.#ids.values()) ids.clear();
  }
}
