import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { afterPaint } from './after-paint.ts';

/** Lists are fetched anew at most this often (milliseconds) while changes keep coming, as in an import. */
const LEAST_INTERVAL = 120;
/** … and after so many times what fetching them took, which is long in a large project: in between the store is free. */
const REST = 4;

export interface Refetch {
  /** Marks as stale at once, so that who asks meanwhile is not answered from before; what is shown stays as it is. */
  mark(keys: readonly QueryKey[]): void;
  /** They are fetched anew when the frame now due has been painted. */
  afterPaint(keys: readonly QueryKey[]): void;
  stop(): void;
}

/**
 * Fetches stale lists anew, but never between a key press and the paint of its highlight: first the frame, then the lists,
 * and changes that come close together once.
 */
export function createRefetch(queries: QueryClient): Refetch {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;
  let last = 0;
  let took = 0;

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
          flush,
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
