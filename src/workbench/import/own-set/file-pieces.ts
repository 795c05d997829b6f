import { createReadStream } from 'node:fs';

/** Bytes read at a time: a few milliseconds of reading JSON. */
const READ_LENGTH = 1_048_576;

/** The file in pieces; `onRead` is called before each with its length in bytes, and may raise to end the work. */
export async function* filePieces(path: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path, { highWaterMark: READ_LENGTH })) {
    const bytes = piece as Uint8Array;
    onRead(bytes.byteLength);
    yield bytes;
  }
}
