/** Length of the well-formed UTF-8 sequence at the index (Unicode Standard, table 3-7), or 0. */
export function utf8SequenceAt(bytes: Uint8Array, index: number): number {
  const first = bytes[index] ?? 0xff;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf
      ? 2
      : first >= 0xe0 && first <= 0xef
        ? 3
        : first >= 0xf0 && first <= 0xf4
          ? 4
          : 0;
  if (length === 0 || index + length > bytes.length) return 0;
  const second = bytes[index + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let at = index + 2; at < index + length; at += 1) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** Counts well-formed sequences of more than one byte, and places where none begins. */
export function utf8Quality(bytes: Uint8Array): { readonly sequences: number; readonly malformed: number } {
  let sequences = 0;
  let malformed = 0;
  for (let index = 0; index < bytes.length; ) {
    const length = utf8SequenceAt(bytes, index);
    if (length > 1) sequences += 1;
    if (length === 0) malformed += 1;
    index += length || 1;
  }
  return { sequences, malformed };
}

/** Offset in bytes of the first place that is no well-formed UTF-8, or -1. */
export function firstMalformedUtf8(bytes: Uint8Array): number {
  for (let index = 0; index < bytes.length; ) {
    const length = utf8SequenceAt(bytes, index);
    if (length === 0) return index;
    index += length;
  }
  return -1;
}
