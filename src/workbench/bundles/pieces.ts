import { GlossatorError } from '../../core/errors.ts';
import type { BundleFile } from '../../formats/annotations/foreign/types.ts';

/** A file before it can be asked for its tables. */
export type PlainFile = Omit<BundleFile, 'database'>;

/** Enough of a file to tell what it is. */
export const HEAD_LENGTH = 65_536;

/** The first bytes of a stream, at most HEAD_LENGTH; the rest is not read. */
export async function firstBytes(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    taken.push(piece);
    length += piece.byteLength;
    if (length >= HEAD_LENGTH) break;
  }
  return Buffer.concat(taken).subarray(0, HEAD_LENGTH);
}

/**
 * All bytes of a stream at once. `onPiece` is shown each piece before it is held, and may raise.
 * @throws GlossatorError file-too-large where there are more than `limit`
 */
export async function allBytes(
  pieces: AsyncIterable<Uint8Array>,
  limit: number,
  path: string,
  onPiece: (piece: Uint8Array) => void = () => undefined,
): Promise<Uint8Array> {
  const taken: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.byteLength;
    if (length > limit) {
      const megabytes = Math.floor(limit / 1_048_576);
      throw new GlossatorError('file-too-large', `The file has more than ${megabytes} MB.`, {
        place: { path },
        remedy: 'Divide it into several files.',
      });
    }
    onPiece(piece);
    taken.push(piece);
  }
  return Buffer.concat(taken, length);
}
