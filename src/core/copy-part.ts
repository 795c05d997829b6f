/** Up to so many bytes, copying them one after another is quicker than naming the part to be copied. */
const COPIED_BY_HAND = 96;

/** Copies the bytes from `from` to `to` of `source` into `target` at `at`, where there is room for them; gives where they end there. Most parts are short. */
export function copyPart(
  target: Uint8Array,
  at: number,
  source: Uint8Array,
  from: number,
  to: number,
): number {
  const length = to - from;
  if (length > COPIED_BY_HAND) target.set(source.subarray(from, to), at);
  else for (let i = 0; i < length; i++) target[at + i] = source[from + i] as number;
  return at + length;
}
