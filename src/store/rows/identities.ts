import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { RecordKind } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { damagedContent } from './stored-json.ts';

/** Kinds that other rows refer to by row number. */
export type ReferredKind = Extract<RecordKind, 'person' | 'document' | 'code'>;
type KeyedTable = ReferredKind | 'text';

/** A remembered pair costs some 150 bytes; forgetting all now and then keeps a huge project's memory bounded. */
const REMEMBERED_LIMIT = 50_000;

/**
 * Row numbers of records by id and back, remembered. Rows are never removed and never change their id, so only
 * a transaction that is rolled back can make what is remembered wrong: then `forget`.
 */
export class Identities {
  readonly #connection: Connection;
  readonly #rows = { person: new Map(), document: new Map(), code: new Map(), text: new Map() } as Record<
    KeyedTable,
    Map<Id, number>
  >;
  readonly #ids = { person: new Map(), document: new Map(), code: new Map(), text: new Map() } as Record<
    KeyedTable,
    Map<number, Id>
  >;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  find(kind: KeyedTable, id: Id): number | undefined {
    const known = this.#rows[kind].get(id);
    if (known !== undefined) return known;
    const found = this.#connection.prepare<{ row: number }>(`SELECT row FROM ${kind} WHERE id = ?`).get(id);
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
    const known = this.#ids[kind].get(row);
    if (known !== undefined) return known;
    const found = this.#connection.prepare<{ id: Id }>(`SELECT id FROM ${kind} WHERE row = ?`).get(row);
    if (!found) throw damagedContent(`a ${kind} is missing`);
    this.#remember(kind, found.id, row);
    return found.id;
  }

  #remember(kind: KeyedTable, id: Id, row: number): void {
    if (this.#ids[kind].size >= REMEMBERED_LIMIT) this.forget();
    this.#rows[kind].set(id, row);
    this.#ids[kind].set(row, id);
  }

  forget(): void {
    for (const rows of Object.values(this.#rows)) rows.clear();
    for (const ids of Object.values(this.#ids)) ids.clear();
  }
}
