import type { Sight } from './sight.ts';

/** What a snapshot shows: a plain value, so that threads can be told of it. */
export interface Moment {
  /** absent: everything */
  readonly sight?: Sight | undefined;
  /** the place in the journal of the last action that is in it; 0 where there is none */
  readonly lastAction: number;
}
