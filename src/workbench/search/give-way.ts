import { setPriority } from 'node:os';

/**
 * Niceness of threads (0 for all others, 19 gives way the most). What is waited for still gets a quarter of a core that a thread of the
 * window wants whole; the index gets a thirtieth.
 */
export const NICENESS = { searches: 5, indexes: 15 } as const;

/**
 * Lets all other threads go before the one that calls it. None can take that back: a thread has the right to give way more, not less.
 *
 * On Linux only. There niceness is a thread's, and process 0 the thread that calls, against POSIX and against what other systems do:
 * these would let the whole program give way, or refuse.
 * @see https://man7.org/linux/man-pages/man2/setpriority.2.html C library/kernel differences
 */
export function giveWay(niceness: number): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(niceness);
  } catch {
    // A sandbox may forbid it. Then it only competes with the window.
  }
}
