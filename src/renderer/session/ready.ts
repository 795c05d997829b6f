import { useEffect } from 'react';

let sayUsable: () => void = () => undefined;
let sayReady: () => void = () => undefined;

/** When what the user came for is on the screen: the text, or the screen that stands in its place. */
export const usable = new Promise<void>((resolve) => {
  sayUsable = resolve;
});

/** When all of the first screen is drawn: what it does without may be loaded then. */
export const firstScreen = new Promise<void>((resolve) => {
  sayReady = resolve;
});

/** Calls back when the frame that shows what has been drawn until now has been painted. Returns what calls it off. */
function afterFrame(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => {
    // Runs when the frame has been drawn.
    timer = setTimeout(then, 0);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Marks, once, that the screen can be used: the end of a start, for measurements. */
export function useUsable(isUsable: boolean): void {
  useEffect(() => {
    if (!isUsable || performance.getEntriesByName('glossator-ready').length > 0) return;
    return afterFrame(() => {
      performance.mark('glossator-ready');
      sayUsable();
    });
  }, [isUsable]);
}

/**
 * Says, once, that all of the first screen is drawn: for tests, which wait for this flag instead of a time, and for what is loaded
 * behind it. The panes beside the text come after it; so this is never before the screen can be used.
 */
export function useDrawn(isDrawn: boolean): void {
  useEffect(() => {
    if (!isDrawn || document.documentElement.dataset.ready === 'true') return;
    let callOff: () => void = () => undefined;
    let stale = false;
    void usable.then(() => {
      if (stale) return;
      callOff = afterFrame(() => {
        document.documentElement.dataset.ready = 'true';
        performance.mark('glossator:panes-drawn');
        sayReady();
      });
    });
    return () => {
      stale = true;
      callOff();
    };
  }, [isDrawn]);
}

/** Of a screen that is drawn at once. */
export function useReady(ready: boolean): void {
  useUsable(ready);
  useDrawn(ready);
}
