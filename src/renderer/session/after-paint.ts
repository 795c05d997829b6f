/** A hidden window paints no frames; then this long is waited instead (milliseconds). */
const WITHOUT_FRAME = 250;

/**
 * Resolves when what is on its way to the screen has been painted: in the frame after the next, since a highlight may still
 * wait for one answer of the workbench. What the user looks at comes first; panels and lists follow.
 */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WITHOUT_FRAME);
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        clearTimeout(timer);
        setTimeout(resolve, 0);
      }),
    );
  });
}
