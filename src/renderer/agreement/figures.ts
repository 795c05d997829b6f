/** A coefficient as people read it: with a true minus sign, and without one before nothing. */
export function figure(value: number, digits: number): string {
  const shown = value.toFixed(digits);
  return Number(shown) === 0 ? (0).toFixed(digits) : shown.replace('-', '\u2212');
}
