import { ByteGatherer } from '../byte-gatherer.ts';
import { PIECE_LENGTH } from '../writer.ts';

/** Lines in UTF-8, each ended by `\n`, in pieces. */
export function* linePieces(lines: Iterable<string>): Generator<Uint8Array> {
  const gatherer = new ByteGatherer(PIECE_LENGTH);
  for (const line of lines) {
    gatherer.text(`${line}\n`);
    if (gatherer.isFull) yield gatherer.take();
  }
  yield gatherer.take();
}

/** A text in UTF-8, in pieces. */
export function* textPieces(text: string): Generator<Uint8Array> {
  const gatherer = new ByteGatherer(PIECE_LENGTH);
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + PIECE_LENGTH);
    const unit = text.charCodeAt(end - 1);
    if (end < text.length && unit >= 0xd800 && unit <= 0xdbff) end += 1;
    gatherer.text(text.slice(at, end));
    yield gatherer.take();
    at = end;
  }
}
