import { realpathSync } from 'node:fs';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { RECORD_KINDS } from '../../core/journal/action.ts';
import type { Vector } from '../../core/review/merge/vector.ts';
import type { SqlValue } from '../connection.ts';
import { Connection } from '../connection.ts';
import { configure, identify, inspect } from '../identify.ts';
import { brokenLink } from '../journal/chain.ts';
import { FIRST_HASH } from '../journal/replica.ts';
import { CURRENT_VERSION } from '../migrations/index.ts';
import { locateProject } from '../project-files.ts';
import { ACTION_QUERY, type ActionRow } from '../read/journal.ts';
import { unpackText } from '../rows/text-value.ts';
import { vectorOf } from './known.ts';

export interface OtherReplica {
  readonly row: number;
  readonly id: Id;
  readonly machineId: string;
  readonly createdAt: string;
  readonly intactFrom: number;
}

/** A file that is to be merged: only read, in one snapshot. */
export interface OtherFile {
  readonly connection: Connection;
  readonly path: string;
  readonly projects: readonly { readonly id: Id; readonly name: string }[];
  readonly replicas: readonly OtherReplica[];
  readonly vector: Vector;
  /** whether it holds work that was returned, without what that goes on from */
  readonly isReturn: boolean;
  close(): void;
}

/** A file as one that others are merged from. */
export function ownFile(connection: Connection): OtherFile {
  const projects = connection
    .prepare<{ id: Id; name: SqlValue }>('SELECT id, name FROM project ORDER BY row')
    .all()
    .map(({ id, name }) => ({ id, name: unpackText(name) }));
  const replicas = connection
    .prepare<OtherReplica>(
      'SELECT row, id, machine_id AS machineId, created_at AS createdAt, intact_from AS intactFrom FROM replica',
    )
    .all();
  return {
    connection,
    path: connection.path,
    projects,
    replicas,
    vector: vectorOf(connection),
    isReturn: false,
    close: () => connection.close(),
  };
}

function older(path: string): GlossatorError {
  return new GlossatorError('project-read-only', 'This file was made by an older Glossator.', {
    place: { path },
    remedy: 'Open it once, which brings it to the form that this program reads; then merge it.',
  });
}

/**
 * Opens a colleague's file to be read. Raises what openProject raises of damaged, foreign and newer files, and `invalid-input` for
 * the very file that it is to be merged into.
 */
export function openOther(file: string, into: string): OtherFile {
  const path = locateProject(file);
  const { version, wasClosed, isReturn } = identify(path, CURRENT_VERSION, false, true);
  if (version < CURRENT_VERSION) throw older(path);
  if (realpathSync(path) === realpathSync(into)) {
    throw new GlossatorError(
      'invalid-input',
      'This is the project itself: it cannot be merged with itself.',
      {
        place: { path },
        remedy: 'Choose the file that a colleague sent.',
      },
    );
  }
  const connection = new Connection(path, { readonly: true });
  try {
    configure(connection);
    inspect(connection, wasClosed);
    connection.exec('BEGIN');
    return { ...ownFile(connection), isReturn };
  } catch (thrown) {
    connection.close();
    throw thrown;
  }
}

function broken(path: string, detail: string): GlossatorError {
  return new GlossatorError(
    'journal-broken',
    `The journal of this file has been damaged or altered: ${detail}. Nothing of it was taken in.`,
    {
      place: { path },
      remedy:
        'Ask for the file again. If it cannot be had whole, export its annotations as JSONL and import those.',
    },
  );
}

/** The hash of an action of a sequence in a file; undefined where it is not there. */
export function hashAt(connection: Connection, replicaId: Id, seq: number): string | undefined {
  if (seq === 0) return FIRST_HASH;
  return connection
    .prepare<{ hash: string }>(
      `SELECT hash FROM action JOIN replica ON replica.row = action.replica WHERE replica.id = ? AND replica_seq = ?`,
    )
    .get(replicaId, seq)?.hash;
}

const CHAIN = `${ACTION_QUERY} WHERE replica = ? AND replica_seq > ? AND replica_seq <= ?
  ORDER BY replica_seq LIMIT 256`;

const KINDS: ReadonlySet<string> = new Set(RECORD_KINDS);

/** Whether all kinds of records are known to us. */
export function isKnownKind(kind: string): boolean {
  return KINDS.has(kind);
}

/**
 * The actions of a sequence after `from` up to `to`, each proved by the chain of hashes that starts from the hash at
 * `from`. Raises `journal-broken`.
 */
export function* provedActions(
  { connection, path }: OtherFile,
  replica: OtherReplica,
  from: number,
  to: number,
  hashAtFrom: string,
): Generator<ActionRow> {
  if (replica.intactFrom > from + 1) {
    throw broken(path, `what was done before action ${replica.intactFrom} of a sequence cannot be proved`);
  }
  let previous: Pick<ActionRow, 'replica_seq' | 'hash'> | undefined =
    from === 0 ? undefined : { replica_seq: from, hash: hashAtFrom };
  const query = connection.prepare<ActionRow>(CHAIN);
  let last = from;
  for (
    let batch = query.all(replica.row, last, to);
    batch.length > 0;
    batch = query.all(replica.row, last, to)
  ) {
    for (const row of batch) {
      const problem = brokenLink(connection, row, previous, 1);
      if (problem !== undefined) throw broken(path, problem);
      yield row;
      previous = row;
      last = row.replica_seq;
    }
  }
  if (last !== to) throw broken(path, `the actions after ${last} of a sequence are missing`);
}
