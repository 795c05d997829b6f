/** Bit length of an extent in UTF-16 code units: 0 → 0, 1 → 1, 2–3 → 2, 4–7 → 3, … Extents of class c are < 2^c. */
export function extentClass(length: number): number {
  return 32 - Math.clz32(length);
}
