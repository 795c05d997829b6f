import type { Connection } from '../connection.ts';
import type { Identities } from '../rows/identities.ts';
import type { Tallies } from '../tallies.ts';

/** What the readers of one open project share. */
export interface ReadContext {
  readonly connection: Connection;
  readonly identities: Identities;
  /** flushed before counts are read, so that a transaction sees its own changes counted */
  readonly tallies: Tallies;
}
