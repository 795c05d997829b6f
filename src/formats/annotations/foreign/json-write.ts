import { ByteGatherer } from '../byte-gatherer.ts';
import { PIECE_LENGTH } from '../writer.ts';

/** One JSON value a line, in pieces. */
export function* jsonLines(records: Iterable<unknown>): Generator<Uint8Array> {
  const gatherer = new ByteGatherer(PIECE_LENGTH);
  for (const record of records) {
    gatherer.text(`${JSON.stringify(record)}\n`);
    if (gatherer.isFull) yield gatherer.take();
  }
  yield gatherer.take();
}

/** A JSON list with one element a line, in pieces; `before` and `after` stand around the list. */
export function* jsonList(records: Iterable<unknown>, before = '', after = () => ''): Generator<Uint8Array> {
  const gatherer = new ByteGatherer(PIECE_LENGTH);
  gatherer.text(`${before}[`);
  let first = true;
  for (const record of records) {
    gatherer.text(`${first ? '' : ','}\n${JSON.stringify(record)}`);
    first = false;
    if (gatherer.isFull) yield gatherer.take();
  }
  gatherer.text(`\n]${after()}\n`);
  yield gatherer.take();
}
