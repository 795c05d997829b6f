interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const GAP = 6;
const MARGIN = 6;

/** Where a tooltip of that size stands: under its element, or above where there is no room, never outside of the window. Pixels. */
export function tooltipPlace(
  element: Box,
  tip: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
): { readonly left: number; readonly top: number } {
  const middle = (element.left + element.right) / 2 - tip.width / 2;
  const left = Math.max(MARGIN, Math.min(middle, view.width - tip.width - MARGIN));
  const below = element.bottom + GAP;
  const fits = below + tip.height + MARGIN <= view.height;
  return {
    left: Math.round(left),
    top: Math.round(fits ? below : Math.max(MARGIN, element.top - GAP - tip.height)),
  };
}
