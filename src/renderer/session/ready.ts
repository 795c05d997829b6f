import { useEffect } from 'react';

let sayReady: () => void = () => undefined;

/** When the first screen can be used: what it does without may be loaded then. */
export const firstScreen = new Promise<void>((resolve) => {
  sayReady = resolve;
});

/**
 * Says that the screen can be used: for tests and measurements, which wait for this flag instead of a time. Set when the frame
 * that shows the screen has been painted, and kept.
 */
export function useReady(ready: boolean): void {
  useEffect(() => {
    if (!ready || document.documentElement.dataset.ready === 'true') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // Runs when the frame has been drawn.
      timer = setTimeout(() => {
        document.documentElement.dataset.ready = 'true';
        performance.mark('glossator-ready');
        sayReady();
      }, 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [ready]);
}
