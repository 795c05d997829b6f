import type { ProjectStore, StoreReader } from '../store/types.ts';

/** Runs long work over the project as it is now: what is written while it lets others have their turn is not in it. */
export async function atOneMoment<Result>(
  store: Pick<ProjectStore, 'snapshot'>,
  work: (read: StoreReader) => Promise<Result>,
): Promise<Result> {
  const { read, close } = store.snapshot();
  try {
    return await work(read);
  } finally {
    close();
  }
}
