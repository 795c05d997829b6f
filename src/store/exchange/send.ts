import { rmSync } from 'node:fs';
import { GlossatorError } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import { RECORD_KINDS, type RecordKind } from '../../core/journal/action.ts';
import type { Vector } from '../../core/review/merge/vector.ts';
import { Connection, type SqlRow } from '../connection.ts';
import { configure } from '../identify.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { RecordFields } from '../journal/new-rows.ts';
import type { RecordWriter } from '../journal/record-writer.ts';
import { beginReplica, currentReplica, headOf } from '../journal/replica.ts';
import { LATEST_ACTION, runAction } from '../journal/run-action.ts';
import { IN_FORCE, knownHere, vectorOf } from '../merge/known.ts';
import { ownFile } from '../merge/other-file.ts';
import { copyRows, takeInActions, takeInText } from '../merge/take-in.ts';
import { migrate, RETURN_ID } from '../migrate.ts';
import { COMPANION_SUFFIXES } from '../project-files.ts';
import { ACTION_QUERY, type ActionRow, changesIn, linesOf } from '../read/journal.ts';
import { createReader } from '../read/reader.ts';
import { cell } from '../rows/column.ts';
import { Identities } from '../rows/identities.ts';
import { recordTables } from '../rows/record-table.ts';
import { recordOf } from '../rows/records.ts';
import { storedJson } from '../rows/stored-json.ts';
import { Tallies } from '../tallies.ts';
import type { SendOptions } from './send-options.ts';
import { FROZEN, HABIT, put, RECEIVED, SINCE, setting } from './settings.ts';

const PAGES_PER_STEP = 1_000;

/** Builds a new file with `work`, which is one plain file afterwards, and is removed where that fails. */
function building<T>(target: string, work: (connection: Connection) => T): T {
  const connection = new Connection(target, { mustExist: false });
  try {
    configure(connection);
    migrate(connection);
    const value = work(connection);
    connection.exec('VACUUM');
    return value;
  } catch (thrown) {
    connection.close();
    for (const suffix of ['', ...COMPANION_SUFFIXES]) rmSync(target + suffix, { force: true });
    throw thrown;
  } finally {
    if (connection.db.open) connection.close();
  }
}

/** Marks a file as received: what its receiver does from now on can be returned by itself. */
function mark(connection: Connection, known: Vector, { frozen }: SendOptions): void {
  put(connection, RECEIVED, canonicalJson({ has: vectorOf(connection), since: known }));
  if (frozen) put(connection, FROZEN, 'true');
}

async function sendWhole(connection: Connection, target: string, options: SendOptions): Promise<void> {
  await connection.db.backup(target, {
    progress: ({ totalPages, remainingPages }) => {
      if (options.signal?.aborted) throw new GlossatorError('cancelled', 'The file was not written.');
      options.onProgress?.(totalPages - remainingPages, totalPages);
      return PAGES_PER_STEP;
    },
  });
  const copy = new Connection(target);
  try {
    copy.pragma('journal_mode = DELETE');
    copy.immediate(() => {
      // Whoever receives it does not undo what the sender did.
      copy.exec('DELETE FROM step');
      copy.exec(`DELETE FROM setting WHERE name GLOB '${HABIT}*'`);
      mark(copy, vectorOf(connection), options);
    });
  } finally {
    copy.close();
  }
}

/** Copies records whose references are all copied too, kind after kind. */
class Extract {
  readonly #from: Connection;
  readonly #identities: Identities;
  readonly #into: Connection;
  readonly #writer: RecordWriter;
  readonly #options: SendOptions;
  readonly #copied = new Set<string>();

  constructor(from: Connection, into: Connection, writer: RecordWriter, options: SendOptions) {
    this.#from = from;
    this.#identities = new Identities(from);
    this.#into = into;
    this.#writer = writer;
    this.#options = options;
  }

  run(): void {
    const first: readonly RecordKind[] = ['project', 'person', 'document', 'code', 'entity', 'annotation'];
    for (const kind of [...first, ...RECORD_KINDS.filter((one) => !first.includes(one))])
      this.#copyKind(kind);
  }

  #copyKind(kind: RecordKind): void {
    const { table, deletable } = recordTables[kind];
    const rows = this.#from.prepare(
      `SELECT * FROM ${table} WHERE row > ?${deletable ? ' AND deleted = 0' : ''} ORDER BY row LIMIT 512`,
    );
    const put: [Id, RecordFields][] = [];
    let last = 0;
    for (let batch = rows.all(last); batch.length > 0; batch = rows.all(last)) {
      for (const row of batch) {
        last = row.row as number;
        if (!this.#wanted(kind, row)) continue;
        const { id, ...fields } = recordOf<RecordFields & { id: Id }>(kind, row, this.#identities);
        this.#copied.add(`${kind} ${id}`);
        if (kind === 'document') takeInText(ownFile(this.#from), this.#into, fields.textId as Id);
        if (kind === 'code') {
          // Parents may come later than their codes.
          put.push([id, fields]);
          this.#writer.put(kind, id, { ...fields, parentId: null, otherParentIds: [] });
        } else this.#writer.put(kind, id, fields);
      }
    }
    for (const [id, fields] of put) {
      const { parentId } = fields;
      const kept = typeof parentId === 'string' && this.#copied.has(`code ${parentId}`) ? parentId : null;
      const others = (fields.otherParentIds as readonly Id[]).filter((one) =>
        this.#copied.has(`code ${one}`),
      );
      this.#writer.put(kind, id, { ...fields, parentId: kept, otherParentIds: others });
    }
  }

  #wanted(kind: RecordKind, row: SqlRow): boolean {
    const { documentIds, withoutPersonId } = this.#options;
    if (kind === 'document' && documentIds && !documentIds.includes(row.id as Id)) return false;
    for (const column of recordTables[kind].columns) {
      if (column.refersTo === undefined || column.refersTo === 'text' || kind === 'code') continue;
      const value = column.decode(cell(row, column.column), this.#identities);
      if (typeof value === 'string' && !this.#copied.has(`${column.refersTo} ${value}`)) return false;
      if (column.refersTo === 'person' && value === withoutPersonId && kind !== 'progress') return false;
    }
    const { target_kind, target_id } = row;
    return typeof target_kind !== 'string' || this.#copied.has(`${target_kind} ${target_id}`);
  }
}

function sendExtract(connection: Connection, target: string, personId: Id, options: SendOptions): void {
  const known = knownHere(connection);
  building(target, (into) => {
    const context = { connection: into, identities: new Identities(into), tallies: new Tallies(into) };
    const replicas = {
      head: () => {
        const current = currentReplica(into);
        return current ? headOf(into, current) : beginReplica(into, '', '');
      },
    };
    const latest = connection.prepare<{ clock: string }>(LATEST_ACTION).get();
    const id = newId();
    runAction(
      { ...context, reader: createReader(context), replicas, committed: () => undefined },
      {
        id,
        type: 'extract',
        subject: '',
        personId,
        groupId: id,
        reverses: null,
        evenIfEmpty: true,
        arrivals: { count: 0, latestClock: latest?.clock ?? '', knows: known },
      },
      (writer) => new Extract(connection, into, writer, options).run(),
      () => undefined,
    );
    into.immediate(() => mark(into, vectorOf(connection), options));
  });
}

/**
 * Writes a file for a colleague: a copy of the project, or of the part that the options name. `target` must not be there. Raises
 * `cancelled`, `disk-full`, `no-permission`.
 */
export async function sendProject(
  connection: Connection,
  target: string,
  personId: Id,
  options: SendOptions,
): Promise<void> {
  if (options.documentIds || options.withoutPersonId) sendExtract(connection, target, personId, options);
  else await sendWhole(connection, target, options);
}

const AFTER = `${ACTION_QUERY} WHERE replica.id = ? AND replica_seq > ? AND ${IN_FORCE} ORDER BY replica_seq`;

/**
 * Writes a file with what was done here since the project was received, and nothing else; gives how many actions that
 * is. Raises `invalid-input` where it was not received from anybody.
 */
export function returnWork(connection: Connection, target: string): number {
  const received = setting(connection, RECEIVED);
  if (received === undefined) {
    throw new GlossatorError(
      'invalid-input',
      'This project was not sent by a colleague, so there is nobody to return work to.',
      {
        place: { path: connection.path },
        remedy: 'Send the project instead.',
      },
    );
  }
  const { has, since } = storedJson<{ has: Vector; since: Vector }>(received, 'what was received');
  const here = vectorOf(connection);
  const actions = Object.keys(here)
    .flatMap((replica) => connection.prepare<ActionRow>(AFTER).all(replica, has[replica] ?? 0))
    .sort((a, b) => (a.clock < b.clock ? -1 : 1));
  const own = ownFile(connection);
  building(target, (into) => {
    into.exec(`PRAGMA application_id = ${RETURN_ID}`);
    into.immediate(() => {
      takeInActions(into, own, actions, 0, null);
      for (const { seq } of actions) {
        for (const lines of linesOf(connection, seq)) {
          for (const { kind, before, after } of changesIn(lines)) {
            for (const textId of kind === 'document' ? [before?.textId, after.textId] : []) {
              if (typeof textId === 'string') takeInText(own, into, textId);
            }
          }
        }
      }
      copyRows(into, 'project', connection.prepare('SELECT * FROM project ORDER BY row').all(), {});
      put(into, SINCE, canonicalJson(since));
    });
  });
  return actions.length;
}
