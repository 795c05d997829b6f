import type { Moment, ProjectStore, Snapshot, StoreReader } from '../store/types.ts';

/** What reads beside a snapshot, and must have ended before that is closed: while anybody reads, the log cannot be moved into the file. */
export interface Beside {
  end(): Promise<unknown>;
}

/**
 * Runs long work over the project as it is now: what is written while it lets others have their turn is not in it. Until it first does, nobody
 * can have written. `beside` is ended in every case.
 */
export async function atOneMoment<Result>(
  store: Pick<ProjectStore, 'snapshot'>,
  work: (read: StoreReader, moment: Moment) => Promise<Result>,
  beside?: Beside | null,
): Promise<Result> {
  let snapshot: Snapshot | undefined;
  try {
    snapshot = store.snapshot();
    return await work(snapshot.read, snapshot.moment);
  } finally {
    await beside?.end();
    snapshot?.close();
  }
}
