import { createHash, type Hash } from 'node:crypto';
import type { Id } from '../../core/ids.ts';
import type { Action, RecordKind } from '../../core/journal/action.ts';
import type { Connection } from '../connection.ts';
import { recordNumber } from '../rows/record-table.ts';
import { canonicalJson } from './canonical-json.ts';

/** What of an action is hashed before its changes. Its place in this file's journal is not: that differs by file. */
export type ActionHeader = Omit<Action, 'seq' | 'changeCount' | 'hash'>;

/**
 * The hash of an action: SHA-256 over the previous hash of its sequence, the canonical JSON of the header and that
 * of each change in order, each followed by a newline.
 */
export function beginActionHash(previousHash: string, header: ActionHeader): Hash {
  return createHash('sha256').update(`${previousHash}\n${canonicalJson(header)}\n`);
}

/** Changes to a row: few rows for a large import, little to read for the history of one record. */
const LINES_LIMIT = 64;
const LENGTH_LIMIT = 128 * 1024;

/** Writes the changes of one action to the journal as they are made. */
export class ChangeLog {
  count = 0;
  /** numbers of the records that were there before and were changed */
  readonly altered: number[] = [];
  readonly #connection: Connection;
  readonly #action: number;
  readonly #hash: Hash;
  #lines: string[] = [];
  #records: number[] = [];
  #length = 0;

  /** `action` is the action's place in this file's journal. */
  constructor(connection: Connection, action: number, hash: Hash) {
    this.#connection = connection;
    this.#action = action;
    this.#hash = hash;
  }

  /** `before` and `after` in canonical JSON; `before` is null where the record was made. */
  add(kind: RecordKind, row: number, id: Id, before: string | null, after: string): void {
    const line = `{"after":${after},"before":${before},"id":${JSON.stringify(id)},"kind":"${kind}"}`;
    const record = recordNumber(kind, row);
    if (before !== null) this.altered.push(record);
    this.#lines.push(line);
    this.#records.push(record);
    this.#length += line.length;
    this.count++;
    if (this.#lines.length >= LINES_LIMIT || this.#length >= LENGTH_LIMIT) this.#flush();
  }

  #flush(): void {
    if (this.#lines.length === 0) return;
    const lines = this.#lines.join('\n');
    this.#hash.update(`${lines}\n`);
    const { lastInsertRowid: change } = this.#connection
      .prepare('INSERT INTO change (action, lines) VALUES (?, ?)')
      .run(this.#action, lines);
    this.#connection
      .prepare('INSERT OR IGNORE INTO change_of (record, change) SELECT value, ? FROM json_each(?)')
      .run(change, JSON.stringify(this.#records));
    this.#lines = [];
    this.#records = [];
    this.#length = 0;
  }

  /** Writes what is left and gives the action's hash. */
  finish(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }
}
