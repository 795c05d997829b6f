import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Lists are fetched anew at most this often (milliseconds) while changes keep coming, as in an import. */
const LEAST_INTERVAL = 120;
/** A hidden window paints no frames; then this long is waited instead (milliseconds). */
const WITHOUT_FRAME = 250;

export interface Refetch {
  /** Marks as stale; they are fetched anew when the frame now due has been painted. */
  afterPaint(keys: readonly QueryKey[]): void;
  stop(): void;
}

/**
 * Fetches stale lists anew, but never between a key press and the paint of its highlight: first the frame, then the lists,
 * and changes that come close together once.
 */
export function createRefetch(queries: QueryClient): Refetch {
  const waiting = new Map<string, QueryKey>();
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  function flush(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    timer = undefined;
    last = performance.now();
    const keys = [...waiting.values()];
    waiting.clear();
    for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
  }

  return {
    afterPaint(keys) {
      for (const key of keys) waiting.set(JSON.stringify(key), key);
      if (timer !== undefined || waiting.size === 0) return;
      timer = setTimeout(flush, WITHOUT_FRAME);
      frame = requestAnimationFrame(() => {
        clearTimeout(timer);
        timer = setTimeout(flush, Math.max(0, last + LEAST_INTERVAL - performance.now()));
      });
    },
    stop() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
