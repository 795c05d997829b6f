import type { Id } from '../../core/ids.ts';
import type { Action, ActionType, HistoryEntry, RecordChange, UndoState } from '../../core/journal/action.ts';
import type { Vector } from '../../core/review/merge/vector.ts';
import type { Connection, SqlValue } from '../connection.ts';
import { actionOfRow, changeRow } from '../journal/change-log.ts';
import { unpackedUtf8, unpackLines } from '../journal/stored-lines.ts';
import { IN_FORCE } from '../merge/known.ts';
import { recordNumber, recordTables } from '../rows/record-table.ts';
import { damagedContent, storedJson } from '../rows/stored-json.ts';
import { unpackText } from '../rows/text-value.ts';
import type { StoreReader } from '../types.ts';
import type { ReadContext } from './context.ts';

export interface ActionRow {
  readonly seq: number;
  readonly id: Id;
  readonly type: ActionType;
  readonly subject: SqlValue;
  readonly person_id: Id;
  readonly replica_id: Id;
  readonly replica_seq: number;
  readonly clock: string;
  readonly at: string;
  readonly group_id: Id;
  readonly reverses: Id | null;
  readonly change_count: number;
  readonly knows: string | null;
  readonly hash: string;
}

export const ACTION_QUERY = `SELECT seq, action.id AS id, type, subject, person_id, replica.id AS replica_id,
  replica_seq, clock, at, group_id, reverses, change_count, knows, hash
  FROM action JOIN replica ON replica.row = action.replica`;

export function actionOf(row: ActionRow): Action {
  return {
    id: row.id,
    seq: row.seq,
    type: row.type,
    subject: unpackText(row.subject),
    personId: row.person_id,
    replicaId: row.replica_id,
    replicaSeq: row.replica_seq,
    clock: row.clock,
    at: row.at,
    groupId: row.group_id,
    reverses: row.reverses,
    ...(row.knows === null ? {} : { knows: storedJson<Vector>(row.knows, 'an action') }),
    changeCount: row.change_count,
    hash: row.hash,
  };
}

/** What lines of the journal say. All at once: one by one takes a fourth longer. */
export function changesIn(lines: string): RecordChange[] {
  const changes = storedJson<RecordChange[]>(`[${lines.replaceAll('\n', ',')}]`, 'a part of the journal');
  if (changes.length !== lineCount(lines)) throw damagedContent('a part of the journal is garbled');
  return changes;
}

export function lineCount(lines: string | Buffer): number {
  let count = 1;
  for (let end = lines.indexOf('\n'); end !== -1; end = lines.indexOf('\n', end + 1)) count++;
  return count;
}

/** The changes of one record among them; lines that do not hold its id are not parsed. */
function changesOfRecord(lines: string, id: Id): RecordChange[] {
  const mentioning = lines.split('\n').filter((line) => line.includes(id));
  return mentioning.length === 0 ? [] : changesIn(mentioning.join('\n'));
}

export const PARTS = 'SELECT row FROM change WHERE row >= ? AND row < ? ORDER BY row';

/** The rows of an action's changes in their order, as they are stored, one at a time in memory; `descending` gives the last first. */
export function* storedPartsOf(
  connection: Connection,
  action: number,
  descending = false,
): Generator<{ readonly row: number; readonly lines: SqlValue }> {
  const parts = connection
    .prepare<{ row: number }>(PARTS)
    .all(changeRow(action, 0), changeRow(action + 1, 0));
  if (descending) parts.reverse();
  const lines = connection.prepare<{ lines: SqlValue }>('SELECT lines FROM change WHERE row = ?');
  for (const { row } of parts) {
    const found = lines.get(row);
    if (found) yield { row, lines: found.lines };
  }
}

/** The same, each with its lines. */
export function* partsOf(
  connection: Connection,
  action: number,
  descending = false,
): Generator<{ readonly row: number; readonly lines: string }> {
  for (const { row, lines } of storedPartsOf(connection, action, descending)) {
    yield { row, lines: unpackLines(lines) };
  }
}

/** The lines of an action's changes in UTF-8, and how many they are, some at a time in memory. */
export function* hashedPartsOf(
  connection: Connection,
  action: number,
): Generator<{ readonly utf8: Buffer; readonly count: number }> {
  for (const { lines } of storedPartsOf(connection, action)) {
    const utf8 = unpackedUtf8(lines);
    yield { utf8, count: lineCount(utf8) };
  }
}

/** The lines of an action's changes in their order, some at a time in memory; `descending` gives the last first. */
export function* linesOf(connection: Connection, action: number, descending = false): Generator<string> {
  for (const { lines } of partsOf(connection, action, descending)) yield lines;
}

const STEP =
  'SELECT first, last, group_id, by_action, type, subject FROM step JOIN action ON action.seq = step.first';
/** Steps that have been undone are the latest ones, so what undo takes is the one before the first of them. */
export const UNDO_NEXT = `${STEP}
  WHERE first < coalesce((SELECT min(first) FROM step WHERE undone = 1), 9007199254740991) ORDER BY first DESC LIMIT 1`;
export const REDO_NEXT = `${STEP} WHERE undone = 1 ORDER BY first LIMIT 1`;

export interface StepRow {
  readonly first: number;
  readonly last: number;
  readonly group_id: Id;
  readonly by_action: number | null;
  readonly type: ActionType;
  readonly subject: SqlValue;
}

export function undoState(connection: Connection): UndoState {
  const named = (sql: string) => {
    const step = connection.prepare<StepRow>(sql).get();
    return step ? { type: step.type, subject: unpackText(step.subject) } : null;
  };
  return { undo: named(UNDO_NEXT), redo: named(REDO_NEXT) };
}

export const HISTORY = `SELECT lines, action.id AS actionId, type, subject, at, clock, person.name AS personName
  FROM change_of JOIN change ON change.row = change_of.change JOIN action ON action.seq = ${actionOfRow('change_of.change')}
  LEFT JOIN person ON person.id = action.person_id
  WHERE change_of.record = ? AND type <> 'merge' AND ${IN_FORCE} ORDER BY change_of.change DESC`;
interface HistoryRow {
  readonly lines: SqlValue;
  readonly clock: string;
  readonly actionId: Id;
  readonly type: ActionType;
  readonly subject: SqlValue;
  readonly at: string;
  readonly personName: SqlValue;
}

export function journalReader({ connection }: ReadContext) {
  function recordNumberOf(id: Id): number | undefined {
    for (const { kind, table } of Object.values(recordTables)) {
      const found = connection.prepare<{ row: number }>(`SELECT row FROM ${table} WHERE id = ?`).get(id);
      if (found) return recordNumber(kind, found.row);
    }
    return undefined;
  }

  return {
    undoState: () => undoState(connection),
    history(recordId, limit) {
      const record = recordNumberOf(recordId);
      if (record === undefined || limit <= 0) return [];
      const entries: HistoryEntry[] = [];
      // What a merge took in stands later in this journal than what was done here after it.
      const rows = connection
        .prepare<HistoryRow>(`${HISTORY} LIMIT ?`)
        .all(record, limit)
        .sort((a, b) => (a.clock > b.clock ? -1 : a.clock < b.clock ? 1 : 0));
      for (const row of rows) {
        for (const { id, before, after } of changesOfRecord(unpackLines(row.lines), recordId).reverse()) {
          if (id !== recordId) continue;
          entries.push({
            actionId: row.actionId,
            type: row.type,
            subject: unpackText(row.subject),
            personName: row.personName === null ? '' : unpackText(row.personName),
            at: row.at,
            before,
            after,
          });
        }
      }
      return entries.slice(0, limit);
    },
    actions(limit, beforeSeq = Number.MAX_SAFE_INTEGER) {
      return connection
        .prepare<ActionRow>(`${ACTION_QUERY} WHERE seq < ? ORDER BY seq DESC LIMIT ?`)
        .all(beforeSeq, limit)
        .map(actionOf);
    },
    changesOf(actionId) {
      const action = connection.prepare<{ seq: number }>('SELECT seq FROM action WHERE id = ?').get(actionId);
      return action ? [...linesOf(connection, action.seq)].flatMap(changesIn) : [];
    },
  } satisfies Partial<StoreReader>;
}
