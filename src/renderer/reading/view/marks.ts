/** Runs when what has been changed until now is on the screen: after the next frame is drawn. */
function afterPaint(run: () => void): void {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      run();
    };
    channel.port2.postMessage(null);
  });
}

/** Performance marks for the benchmarks and for tests that wait for what is seen. */
export const DOCUMENT_PAINTED = 'glossator:document-painted';
export const TAG_PAINTED = 'glossator:tag-painted';

/** @param then what is done when it is painted */
export function markWhenPainted(name: string, then?: () => void): void {
  afterPaint(() => {
    // The browser keeps every mark for ever: a day's tags would be thousands.
    performance.clearMarks(name);
    performance.mark(name);
    then?.();
  });
}
