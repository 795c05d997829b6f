import { GlossatorError } from '../../core/errors.ts';
import { covers, joined, type Vector } from '../../core/review/merge/vector.ts';
import type { Connection } from '../connection.ts';
import { SINCE, setting } from '../exchange/settings.ts';
import { storedJson } from '../rows/stored-json.ts';
import { knownHere, storedVectorOf, vectorOf } from './known.ts';
import { hashAt, type OtherFile, type OtherReplica } from './other-file.ts';

/** Actions of one sequence, (from, to], that are to come in. */
export interface Stretch {
  readonly replica: OtherReplica;
  readonly from: number;
  readonly to: number;
}

/** What a merge takes in. */
export interface Selection {
  /** in the other file alone */
  readonly fresh: readonly Stretch[];
  /** here already, with a merge that was undone */
  readonly dormant: readonly Stretch[];
  /** how far each sequence counts when all is in */
  readonly knows: Vector;
}

function forked(path: string): GlossatorError {
  return new GlossatorError(
    'journal-forked',
    'This file and the project tell different things of the same sequence of actions. Nothing of it was taken in.',
    {
      place: { path },
      remedy:
        'One of the two was altered, or put back in a way that the program could not see. Export the annotations of the file as JSONL and import those.',
    },
  );
}

/** Returned work goes on from what its maker was sent, which has to be here. */
function refuseWithoutBase({ connection, path, isReturn }: OtherFile, stored: Vector): void {
  const since = isReturn ? setting(connection, SINCE) : undefined;
  if (since === undefined || covers(stored, storedJson<Vector>(since, 'what the work goes on from'))) return;
  throw new GlossatorError(
    'journal-incomplete',
    'This file holds work that goes on from something which is not in this project. Nothing of it was taken in.',
    {
      place: { path },
      remedy:
        'Merge it into the project that was sent to its maker, or ask them to send their whole project.',
    },
  );
}

/** What of the other file does not count here yet. Raises `journal-forked`, `journal-incomplete`. */
export function selectArrivals(connection: Connection, other: OtherFile): Selection {
  const counted = vectorOf(connection);
  const stored = storedVectorOf(connection);
  refuseWithoutBase(other, stored);
  const fresh: Stretch[] = [];
  const dormant: Stretch[] = [];
  for (const replica of other.replicas) {
    const theirs = other.vector[replica.id] ?? 0;
    const here = stored[replica.id] ?? 0;
    const counts = counted[replica.id] ?? 0;
    const common = Math.min(theirs, here);
    const theirHash = hashAt(other.connection, replica.id, common);
    // Returned work does not hold what it goes on from.
    const absent = other.isReturn && theirHash === undefined;
    if (common > 0 && !absent && hashAt(connection, replica.id, common) !== theirHash)
      throw forked(other.path);
    if (counts < common) dormant.push({ replica, from: counts, to: common });
    if (here < theirs) fresh.push({ replica, from: here, to: theirs });
  }
  return { fresh, dormant, knows: joined(knownHere(connection), knownHere(other.connection)) };
}

export function cancelledMerge(): GlossatorError {
  return new GlossatorError('cancelled', 'The merge was cancelled; nothing was taken in.');
}
