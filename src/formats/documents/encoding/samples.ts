/**
 * Parts of a file from its beginning, middle and end, chosen where there is something to judge by: bytes above 127.
 * Detection is slow, so it sees these instead of the whole.
 *
 * @param length bytes at most
 */
export function samplesOf(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length <= length) return bytes;
  const pieceLength = Math.floor(length / PIECES);
  const parts: Uint8Array[] = [];
  const room = bytes.length / PIECES;
  for (let piece = 0; piece < PIECES; piece += 1) {
    const from = Math.floor(piece * room);
    const to = Math.min(bytes.length, Math.floor((piece + 1) * room));
    const start = firstTelling(bytes, from, to - pieceLength);
    parts.push(bytes.subarray(start, start + pieceLength));
  }
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

const PIECES = 8;
/** how far a piece looks for its first byte above 127 */
const LOOK_AHEAD = 4_194_304;

function firstTelling(bytes: Uint8Array, from: number, last: number): number {
  const stop = Math.min(last, from + LOOK_AHEAD);
  for (let at = from; at < stop; at += 1) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    // A line's beginning, or at least a few characters before: statistics like whole words.
    return lineStart(bytes, at, from);
  }
  return Math.min(from, Math.max(0, last));
}

function lineStart(bytes: Uint8Array, at: number, from: number): number {
  for (let start = at; start > from && at - start < 256; start -= 1)
    if (bytes[start - 1] === 0x0a) return start;
  return Math.max(from, at - 16);
}
