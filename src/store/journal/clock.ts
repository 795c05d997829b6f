import type { Id } from '../../core/ids.ts';

/**
 * Hybrid logical clock (Kulkarni et al. 2014): the later of this machine's time and the latest stamp seen, and a
 * counter for those that fall into one millisecond. A stamp is `2024-05-01T10:00:00.000Z-0000-<replica>`; stamps sort
 * as text in causal order, whatever the machines' clocks say, and no two are alike.
 */
const PHYSICAL_LENGTH = 24;
const COUNTER_DIGITS = 4;
const COUNTER_LIMIT = 16 ** COUNTER_DIGITS;

export function nextStamp(latest: string | null, now: Date, replicaId: Id): string {
  let physical = now.toISOString();
  let counter = 0;
  const latestPhysical = latest?.slice(0, PHYSICAL_LENGTH) ?? '';
  if (latest !== null && latestPhysical >= physical) {
    physical = latestPhysical;
    counter =
      Number.parseInt(latest.slice(PHYSICAL_LENGTH + 1, PHYSICAL_LENGTH + 1 + COUNTER_DIGITS), 16) + 1;
    if (counter === COUNTER_LIMIT) {
      physical = new Date(Date.parse(physical) + 1).toISOString();
      counter = 0;
    }
  }
  return `${physical}-${counter.toString(16).padStart(COUNTER_DIGITS, '0')}-${replicaId}`;
}
