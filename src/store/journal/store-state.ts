import type { ReadContext } from '../read/context.ts';
import type { StoreReader } from '../types.ts';
import type { PackingThread } from './packing-thread.ts';
import type { ReplicaSource } from './replica.ts';

/** What the write door of one open project works with. */
export interface StoreState extends ReadContext {
  readonly reader: StoreReader;
  readonly replicas: ReplicaSource;
  /** hashes and packs the journal of large actions */
  readonly packing?: PackingThread;
  /** told after each commit, before it is acknowledged */
  committed(): void;
}
