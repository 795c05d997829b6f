import { realpathSync } from 'node:fs';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { RECORD_KINDS } from '../../core/journal/action.ts';
import type { Vector } from '../../core/review/merge/vector.ts';
import type { SqlValue } from '../connection.ts';
import { Connection } from '../connection.ts';
import { configure, identify, inspect } from '../identify.ts';
import { FIRST_HASH } from '../journal/replica.ts';
import { CURRENT_VERSION, OLDEST_READABLE_VERSION } from '../migrations/index.ts';
import { locateProject } from '../project-files.ts';
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
  if (version < OLDEST_READABLE_VERSION) throw older(path);
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

/** The hash of an action of a sequence in a file; undefined where it is not there. */
export function hashAt(connection: Connection, replicaId: Id, seq: number): string | undefined {
  if (seq === 0) return FIRST_HASH;
  return connection
    .prepare<{ hash: string }>(
      `SELECT hash FROM action JOIN replica ON replica.row = action.replica WHERE replica.id = ? AND replica_seq = ?`,
    )
    .get(replicaId, seq)?.hash;
}

const KINDS: ReadonlySet<string> = new Set(RECORD_KINDS);

/** Whether all kinds of records are known to us. */
export function isKnownKind(kind: string): boolean {
  return KINDS.has(kind);
}
