import { useEffect } from 'react';

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
      }, 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [ready]);
}
