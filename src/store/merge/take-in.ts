import { createHash } from 'node:crypto';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Connection, SqlRow, SqlValue } from '../connection.ts';
import { TextHash } from '../content-hash.ts';
import { changeRow } from '../journal/change-log.ts';
import { type ActionRow, PARTS } from '../read/journal.ts';
import { type Original, originalParts } from '../read/originals.ts';
import { unpackText } from '../rows/text-value.ts';
import type { Selection } from './arrivals.ts';
import type { OtherFile, OtherReplica } from './other-file.ts';

function replicaRow(connection: Connection, { id, machineId, createdAt }: OtherReplica): number {
  const known = connection.prepare<{ row: number }>('SELECT row FROM replica WHERE id = ?').get(id);
  if (known) return known.row;
  // The identity of a file on another machine says nothing here.
  return connection
    .prepare(
      `INSERT INTO replica (id, machine_id, file_identity, created_at, intact_from) VALUES (?, ?, '', ?, 1)`,
    )
    .run(id, machineId, createdAt).lastInsertRowid;
}

export interface TakenAction {
  readonly action: ActionRow;
  /** its place in this file's journal */
  readonly seq: number;
}

/** Writes proved actions of the other file into this journal, at the places after `last`, as part of the merge at `merge`. */
export function takeInActions(
  connection: Connection,
  other: OtherFile,
  actions: readonly ActionRow[],
  last: number,
  merge: number | null,
): readonly TakenAction[] {
  const rows = new Map(other.replicas.map((replica) => [replica.id, replica]));
  const replicas = new Map<Id, number>();
  const insert = connection.prepare(
    `INSERT INTO action (seq, id, type, subject, person_id, replica, replica_seq, clock, at, group_id, reverses,
       change_count, touched, hash, merged_by, knows) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, ?)`,
  );
  const insertChange = connection.prepare('INSERT INTO change (row, lines) VALUES (?, ?)');
  const parts = other.connection.prepare<{ row: number }>(PARTS);
  const lines = other.connection.prepare<{ lines: SqlValue }>('SELECT lines FROM change WHERE row = ?');
  return actions.map((action, i) => {
    const seq = last + 1 + i;
    let replica = replicas.get(action.replica_id);
    if (replica === undefined) {
      const found = rows.get(action.replica_id);
      if (!found) throw new GlossatorError('internal', 'An action belongs to no sequence.');
      replica = replicaRow(connection, found);
      replicas.set(action.replica_id, replica);
    }
    insert.run(
      seq,
      action.id,
      action.type,
      action.subject,
      action.person_id,
      replica,
      action.replica_seq,
      action.clock,
      action.at,
      action.group_id,
      action.reverses,
      action.change_count,
      action.hash,
      merge,
      action.knows,
    );
    const theirs = parts.all(changeRow(action.seq, 0), changeRow(action.seq + 1, 0));
    theirs.forEach(({ row }, part) => {
      insertChange.run(changeRow(seq, part), lines.get(row)?.lines ?? null);
    });
    return { action, seq };
  });
}

/** Lets actions count again that came with a merge that was undone. */
export function wakeActions(
  connection: Connection,
  { dormant }: Selection,
  merge: number,
): readonly number[] {
  return dormant.flatMap(({ replica, from, to }) => {
    const row = replicaRow(connection, replica);
    const seqs = connection
      .prepare<{ seq: number }>(
        'SELECT seq FROM action WHERE replica = ? AND replica_seq > ? AND replica_seq <= ? ORDER BY replica_seq',
      )
      .all(row, from, to);
    connection
      .prepare('UPDATE action SET merged_by = ? WHERE replica = ? AND replica_seq > ? AND replica_seq <= ?')
      .run(merge, row, from, to);
    return seqs.map(({ seq }) => seq);
  });
}

/** Copies rows of one table, under new row numbers and with some columns changed; gives the last number. */
export function copyRows(into: Connection, table: string, rows: readonly SqlRow[], changed: SqlRow): number {
  let last = 0;
  for (const row of rows) {
    // The names of our own columns: those of the other file may be anything.
    const names = into
      .prepare<{ name: string }>("SELECT name FROM pragma_table_info(?) WHERE name <> 'row'")
      .all(table)
      .map(({ name }) => name);
    last = into
      .prepare(
        `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      )
      .run(...names.map((name) => changed[name] ?? row[name] ?? null)).lastInsertRowid;
  }
  return last;
}

function damagedText(path: string, id: Id): GlossatorError {
  return new GlossatorError(
    'text-hash-mismatch',
    'A text in this file is damaged. Nothing of it was taken in.',
    {
      place: { path, recordKind: 'text', recordId: id },
      remedy: 'Ask for the file again.',
    },
  );
}

interface TakenSource {
  /** its row here */
  readonly row: number;
  /** how many bytes of UTF-8 the text must have, where it is all that is stored of the source */
  readonly byteLength: number | null;
}

function takeInSource(
  from: Connection,
  into: Connection,
  text: SqlRow,
  refused: GlossatorError,
): TakenSource {
  const source = from
    .prepare<Original & { readonly length: number }>('SELECT row, sha256, length FROM source WHERE row = ?')
    .get(text.source ?? null);
  if (!source) throw refused;
  const { sha256, length } = source;
  const known = into.prepare<{ row: number }>('SELECT row FROM source WHERE sha256 = ?').get(sha256);
  if (known) return { row: known.row, byteLength: null };
  const row = into
    .prepare('INSERT INTO source (sha256, length) VALUES (?, ?)')
    .run(sha256, length).lastInsertRowid;
  if (sha256 === text.sha256) return { row, byteLength: length };
  const hash = createHash('sha256');
  let end = 0;
  let seq = 0;
  for (const part of originalParts(from, source)) {
    into.prepare('INSERT INTO source_part (source, seq, bytes) VALUES (?, ?, ?)').run(row, seq, part);
    hash.update(part);
    end += part.length;
    seq++;
  }
  if (end !== length || hash.digest('hex') !== sha256) throw refused;
  return { row, byteLength: null };
}

/** Copies a text with its source from the other file where it is not here yet, proved by its hash. */
export function takeInText({ connection: from, path }: OtherFile, into: Connection, id: Id): void {
  if (into.prepare('SELECT 1 FROM text WHERE id = ?').get(id)) return;
  const text = from.prepare('SELECT * FROM text WHERE id = ?').get(id);
  if (!text) throw damagedText(path, id);
  const source = takeInSource(from, into, text, damagedText(path, id));
  const row = copyRows(into, 'text', [text], { source: source.row });
  const hash = new TextHash();
  let end = 0;
  const chunks = from.prepare('SELECT * FROM text_chunk WHERE text = ? ORDER BY seq').all(text.row ?? null);
  for (const outline of chunks) {
    const content = from.prepare('SELECT * FROM chunk_content WHERE chunk = ?').get(outline.row ?? null);
    const passage = content && unpackText(content.content ?? null);
    if (passage === undefined || outline.start !== end) throw damagedText(path, id);
    end += passage.length;
    hash.add(passage);
    const chunk = copyRows(into, 'text_chunk', [outline], { text: row });
    copyRows(into, 'chunk_content', [content ?? {}], { chunk, text: row });
  }
  const { sha256, byteLength } = hash.digest();
  if (end !== text.length || sha256 !== text.sha256 || byteLength !== (source.byteLength ?? byteLength))
    throw damagedText(path, id);
  copyRows(into, 'heading', from.prepare('SELECT * FROM heading WHERE text = ?').all(text.row ?? null), {
    text: row,
  });
}
