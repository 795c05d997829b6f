import { createHash, type Hash } from 'node:crypto';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Action, RecordKind } from '../../core/journal/action.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { recordNumber } from '../rows/record-table.ts';
import { damagedContent } from '../rows/stored-json.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ActionDigest } from './hashing-thread.ts';
import { LineGatherer } from './line-gatherer.ts';
import { unpackedUtf8, unpackLines } from './stored-lines.ts';

/** What of an action is hashed before its changes. Its place in this file's journal is not: that differs by file. */
export type ActionHeader = Omit<Action, 'seq' | 'changeCount' | 'hash'>;

/**
 * The hash of an action: SHA-256 over the previous hash of its sequence, the canonical JSON of the header and that
 * of each change in order, each followed by a newline.
 */
export function beginActionHash(previousHash: string, header: ActionHeader): Hash {
  return createHash('sha256').update(actionBeginning(previousHash, header));
}

/** What is hashed of an action before its changes. */
export function actionBeginning(previousHash: string, header: ActionHeader): string {
  return `${previousHash}\n${canonicalJson(header)}\n`;
}

/** Changes to a row: few rows for a large import, little to read for the history of one record. */
const LINES_LIMIT = 128;
const LENGTH_LIMIT = 128 * 1024;

/** Rows that one action may have: 2^27 changes. Numbers stay below 2^53 up to 2^33 actions, a tag a second for 270 years. */
const PARTS_LIMIT = 2 ** 20;

/** The row that holds part `part`, from 0, of the changes of the action at place `action`; action + 1, 0 is past them all. */
export function changeRow(action: number, part: number): number {
  const row = action * PARTS_LIMIT + part;
  if (part >= PARTS_LIMIT || !Number.isSafeInteger(row)) {
    throw new GlossatorError('invalid-input', 'This is too much for one step of work.', {
      remedy: 'Do it in several steps, with fewer records in each.',
    });
  }
  return row;
}

/** SQL for the place of the action that a row of changes belongs to, whose number is in this column. */
export function actionOfRow(column: string): string {
  return `(${column} / ${PARTS_LIMIT})`;
}

const BEFORE_STATE = '{"after":';
const behindState = (before: string | null): string => `,"before":${before},"id":`;
const behindId = (kind: RecordKind): string => `,"kind":"${kind}"}`;

/** The line of a record's making, but for its state and its id, both in JSON: what stands before, between and behind them. */
export function madeLineBeside(kind: RecordKind): readonly [string, string, string] {
  return [BEFORE_STATE, behindState(null), behindId(kind)];
}

/** A line of the journal, by the row that it stands in. */
export interface StoredLine {
  readonly row: number;
  /** its place in the row, from 0 */
  readonly index: number;
  /** how many lines the row has */
  readonly count: number;
}

/** Writes the changes of one action to the journal as they are made. */
export class ChangeLog {
  count = 0;
  /** numbers of the records that were there before and were changed, or that what is done builds on */
  readonly altered: number[] = [];
  readonly #connection: Connection;
  readonly #action: number;
  readonly #hash: ActionDigest;
  readonly #lines = new LineGatherer();
  #records: number[] = [];
  #part = 0;
  /** a row whose lines are being repeated, from its first, and the records of those that have been */
  #opened: { readonly row: number; readonly lines: readonly string[] } | undefined;
  #repeated: { readonly row: number; readonly count: number; readonly records: number[] } | undefined;

  /** `action` is the action's place in this file's journal. */
  constructor(connection: Connection, action: number, hash: ActionDigest) {
    this.#connection = connection;
    this.#action = action;
    this.#hash = hash;
  }

  /** `before` and `after` in canonical JSON; `before` is null where the record was made. */
  add(kind: RecordKind, row: number, id: Id, before: string | null, after: string): void {
    const record = recordNumber(kind, row);
    if (before !== null) this.altered.push(record);
    this.#endRepeating();
    this.#line(`${BEFORE_STATE}${after}${behindState(before)}${JSON.stringify(id)}${behindId(kind)}`, record);
    this.count++;
  }

  /** A record was made; `write` copies its line, as `madeLineBeside` has it, of at most so many bytes. */
  addCopied(kind: RecordKind, row: number, length: number, write: (line: LineGatherer) => void): void {
    this.#endRepeating();
    this.#lines.open(length);
    write(this.#lines);
    this.#lines.close();
    this.#led(recordNumber(kind, row));
    this.count++;
  }

  /**
   * A record was made just as a line of the journal says that stands there already. Rows of which line after line is repeated
   * are copied as they are stored.
   */
  repeat(kind: RecordKind, row: number, line: StoredLine): void {
    const record = recordNumber(kind, row);
    const going = this.#repeated;
    this.count++;
    if (line.row !== going?.row || line.index !== going.records.length) {
      this.#endRepeating();
      if (line.index > 0) {
        this.#line(this.#linesIn(line.row)[line.index] ?? '', record);
        return;
      }
      this.#flush();
      this.#repeated = { row: line.row, count: line.count, records: [] };
    }
    const repeated = this.#repeated;
    repeated?.records.push(record);
    if (repeated?.records.length === line.count) this.#copy(line.row, repeated.records);
  }

  /**
   * Records were made just as all lines of a row say, one each: the row is copied as it is stored, and leads to the records as its copy
   * does.
   */
  repeatRow(
    kind: RecordKind,
    rows: readonly number[],
    from: { readonly row: number; readonly stored: SqlValue; readonly utf8: Uint8Array },
  ): void {
    this.#endRepeating();
    this.#flush();
    this.count += rows.length;
    this.#hash.updateStored(from.stored, from.utf8).update('\n');
    const records = rows.map((row) => recordNumber(kind, row));
    this.#write(from.stored, records, from.row);
  }

  /** A record was made just as this line says, which stands in another row of the journal and leads to it from now on. */
  repeatLine(kind: RecordKind, row: number, line: string, from: number): void {
    const record = recordNumber(kind, row);
    this.#endRepeating();
    this.count++;
    this.#line(line, record);
    this.#connection
      .prepare('INSERT OR IGNORE INTO change_of (record, change) VALUES (?, ?)')
      .run(record, from);
  }

  /** What of a row has been repeated is written line by line: the rest of it does not follow. */
  #endRepeating(): void {
    const broken = this.#repeated;
    if (!broken) return;
    this.#repeated = undefined;
    const lines = this.#linesIn(broken.row);
    broken.records.forEach((record, i) => {
      this.#line(lines[i] ?? '', record);
    });
  }

  #copy(from: number, records: readonly number[]): void {
    this.#repeated = undefined;
    const stored = this.#stored(from);
    this.#hash.updateStored(stored, unpackedUtf8(stored)).update('\n');
    this.#write(stored, records);
  }

  #stored(row: number): SqlValue {
    const found = this.#connection
      .prepare<{ lines: SqlValue }>('SELECT lines FROM change WHERE row = ?')
      .get(row);
    if (!found) throw damagedContent('a part of the journal is missing');
    return found.lines;
  }

  #linesIn(row: number): readonly string[] {
    if (this.#opened?.row !== row) this.#opened = { row, lines: unpackLines(this.#stored(row)).split('\n') };
    return this.#opened.lines;
  }

  #line(line: string, record: number): void {
    this.#lines.add(line);
    this.#led(record);
  }

  /** The line that was gathered last is of this record. */
  #led(record: number): void {
    this.#records.push(record);
    if (this.#lines.count >= LINES_LIMIT || this.#lines.length >= LENGTH_LIMIT) this.#flush();
  }

  /** What is done builds on how this record is: it cannot be placed beneath what brought the record there. */
  buildOn(kind: RecordKind, row: number): void {
    this.altered.push(recordNumber(kind, row));
  }

  #flush(): void {
    if (this.#lines.count === 0) return;
    const change = this.#nextRow();
    this.#hash.pack(this.#lines.take(), (stored) => this.#insert(change, stored));
    this.#lead(this.#records, [change]);
    this.#records = [];
  }

  #nextRow(): number {
    return changeRow(this.#action, this.#part++);
  }

  #insert(change: number, stored: SqlValue): void {
    this.#connection.prepare('INSERT INTO change (row, lines) VALUES (?, ?)').run(change, stored);
  }

  #write(stored: SqlValue, records: readonly number[], alsoIn?: number): void {
    const change = this.#nextRow();
    this.#insert(change, stored);
    this.#lead(records, alsoIn === undefined ? [change] : [alsoIn, change]);
  }

  /** From these records one finds these rows. */
  #lead(records: readonly number[], changes: readonly number[]): void {
    this.#connection
      .prepare(
        `INSERT OR IGNORE INTO change_of (record, change)
         SELECT records.value, changes.value FROM json_each(?) AS records CROSS JOIN json_each(?) AS changes`,
      )
      .run(JSON.stringify(records), JSON.stringify(changes));
  }

  /** Writes what is left and gives the action's hash. */
  finish(): string {
    this.#endRepeating();
    this.#flush();
    return this.#hash.digest();
  }
}
