import type { Id } from '../../core/ids.ts';
import type { ActionType, RecordChange, RecordKind } from '../../core/journal/action.ts';
import type { Write } from '../../core/review/merge/fold.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { actionOfRow, type StoredLine } from '../journal/change-log.ts';
import { unpackLines } from '../journal/stored-lines.ts';
import { recordNumber } from '../rows/record-table.ts';
import { storedJson } from '../rows/stored-json.ts';
import { IN_FORCE } from './known.ts';

/** A write as the journal has it, with who did it and when. */
export interface JournalWrite extends Write {
  readonly personId: Id;
  readonly at: string;
  /** whether it came with the merge that is being done */
  readonly arriving: boolean;
  /** where in this file's journal it stands, of what arrived among many */
  readonly line: StoredLine | undefined;
}

/** Of an action what its writes need to know. */
export interface WritingAction {
  readonly type: ActionType;
  readonly clock: string;
  readonly at: string;
  readonly personId: Id;
  readonly groupId: Id;
  readonly replicaId: Id;
  readonly replicaSeq: number;
}

/** Actions whose changes follow from others: they decide nothing. */
const DERIVED: ReadonlySet<ActionType> = new Set(['merge', 'undo', 'redo']);

export function decides(type: ActionType): boolean {
  return !DERIVED.has(type);
}

export function writeOf(
  action: WritingAction,
  { before, after }: RecordChange,
  retracted: Retracted,
  arriving: boolean,
  line?: StoredLine,
): JournalWrite {
  const { type, clock, at, personId, replicaId, replicaSeq } = action;
  return {
    // What was sent as a part of a project tells nothing new: it comes before all that anybody wrote.
    clock: type === 'extract' ? '' : clock,
    at,
    personId,
    replicaId,
    replicaSeq,
    before,
    after,
    retracted: retracted.get(action.groupId) ?? null,
    arriving,
    line,
  };
}

/** Groups of actions that undo took back, each with the clock of that undo. */
export type Retracted = ReadonlyMap<Id, string>;

/** What undo took back and redo has not done again since, of what counts in this file. */
export function retractedGroups(connection: Connection): Retracted {
  const retracted = new Map<Id, string>();
  const reversing = connection
    .prepare<{ reverses: Id; type: ActionType; clock: string }>(
      `SELECT reverses, type, clock FROM action WHERE reverses IS NOT NULL AND ${IN_FORCE} ORDER BY clock`,
    )
    .all();
  for (const { reverses, type, clock } of reversing) {
    if (type === 'undo') retracted.set(reverses, clock);
    else retracted.delete(reverses);
  }
  return retracted;
}

const WRITES = `SELECT change.row AS changeRow, lines, type, clock, at, person_id AS personId, group_id AS groupId,
    replica.id AS replicaId, replica_seq AS replicaSeq, action.merged_by AS mergedBy
  FROM change_of JOIN change ON change.row = change_of.change
    JOIN action ON action.seq = ${actionOfRow('change_of.change')} JOIN replica ON replica.row = action.replica
  WHERE change_of.record = ? AND type NOT IN ('merge', 'undo', 'redo') AND ${IN_FORCE}`;

interface WritesRow extends WritingAction {
  readonly changeRow: number;
  readonly lines: SqlValue;
  readonly mergedBy: number | null;
}

const REMEMBERED_ROWS = 64;

/** What the journal of this file says of its records. */
export class JournalWrites {
  readonly #connection: Connection;
  readonly #retracted: Retracted;
  readonly #merge: number;
  /** lines last read: neighbours in the journal are mostly asked for one after another */
  readonly #read = new Map<number, ReadonlyMap<Id, readonly string[]>>();

  /** `merge` is the place of the merge that is being done. */
  constructor(connection: Connection, retracted: Retracted, merge: number) {
    this.#connection = connection;
    this.#retracted = retracted;
    this.#merge = merge;
  }

  /** All writes of a record that count, in no order. */
  of(kind: RecordKind, row: number, id: Id): JournalWrite[] {
    const writes: JournalWrite[] = [];
    for (const found of this.#connection.prepare<WritesRow>(WRITES).all(recordNumber(kind, row))) {
      for (const line of this.#lines(found).get(id) ?? []) {
        const change = storedJson<RecordChange>(line, 'a line of the journal');
        if (change.kind !== kind || change.id !== id) continue;
        writes.push(writeOf(found, change, this.#retracted, found.mergedBy === this.#merge));
      }
    }
    return writes;
  }

  #lines({ changeRow, lines }: WritesRow): ReadonlyMap<Id, readonly string[]> {
    const known = this.#read.get(changeRow);
    if (known) return known;
    const byId = new Map<Id, string[]>();
    for (const line of unpackLines(lines).split('\n')) {
      const id = idIn(line);
      byId.set(id, [...(byId.get(id) ?? []), line]);
    }
    if (this.#read.size >= REMEMBERED_ROWS) {
      const oldest = this.#read.keys().next().value;
      if (oldest !== undefined) this.#read.delete(oldest);
    }
    this.#read.set(changeRow, byId);
    return byId;
  }
}

const ID_AND_KIND = /"id":"([^"\\]+)","kind":"[A-Za-z]+"\}$/;

/** The record that a line of the journal speaks of: canonical JSON ends with it. */
function idIn(line: string): Id {
  return ID_AND_KIND.exec(line)?.[1] ?? storedJson<RecordChange>(line, 'a line of the journal').id;
}
