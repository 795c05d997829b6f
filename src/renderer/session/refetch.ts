import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { afterPaint } from './after-paint.ts';

/** Lists are fetched anew at most this often (milliseconds) while changes keep coming, as in an import. */
const LEAST_INTERVAL = 120;
/** … and after so many times what fetching them took, which is long in a large project: in between the store is free. */
const REST = 4;
/** What the user set off meanwhile (a document, a tag) comes first, but lists never wait longer for it. Milliseconds. */
const LONGEST_WAIT = 1_000;

export interface Refetch {
  /** Marks as stale at once, so that who asks meanwhile is not answered from before; what is shown stays as it is. */
  mark(keys: readonly QueryKey[]): void;
  /** They are fetched anew when the frame now due has been painted. */
  afterPaint(keys: readonly QueryKey[]): void;
  stop(): void;
}

/**
 * Fetches stale lists anew, but never between a key press and the paint of its highlight: first the frame, then the lists,
 * and changes that come close together once. What the user sets off meanwhile comes before them too: a click that follows a change
 * would else wait for the lists, and for drawing them.
 *
 * @param atRest resolves when nothing is under way that the user waits for
 */
export function createRefetch(queries: QueryClient, atRest: () => Promise<void>): Refetch {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;
  let last = 0;
  let took = 0;

  async function flushAtRest(): Promise<void> {
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LONGEST_WAIT);
    });
    await Promise.race([atRest(), late]);
    clearTimeout(timer);
    flush();
  }

  function flush(): void {
    isDue = false;
    const from = performance.now();
    last = from;
    const keys = [...waiting.values()];
    waiting.clear();
    void Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey }))).then(() => {
      took = performance.now() - from;
    });
  }

  return {
    mark(keys) {
      for (const queryKey of keys) void queries.invalidateQueries({ queryKey, refetchType: 'none' });
    },
    afterPaint(keys) {
      for (const key of keys) waiting.set(JSON.stringify(key), key);
      if (isDue || waiting.size === 0) return;
      isDue = true;
      void afterPaint().then(() => {
        timer = setTimeout(
          () => void flushAtRest(),
          Math.max(0, last + Math.max(LEAST_INTERVAL, REST * took) - performance.now()),
        );
      });
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
