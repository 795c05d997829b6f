import { GlossatorError } from '../../../core/errors.ts';

/** So long, in bytes, one line may be, or one record of JSON, or one value of a file of JSON or XML. */
export const RUN_LIMIT = 67_108_864;

const [LF, QUOTE, LESS] = [0x0a, 0x22, 0x3c];

/** Whether a file that begins so is JSON or XML, which may stand on one line from end to end. */
function isOfValues(head: Uint8Array): boolean {
  // Byte order marks, white space and what UTF-16 has beside each ASCII character come before what counts.
  const text = Buffer.from(head.subarray(0, 256)).toString('latin1');
  return /^[\s\0\u00ef\u00bb\u00bf\u00fe\u00ff]*[<[{]/.test(text);
}

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count += 1;
  return count;
}

/**
 * Watches the pieces of a text as they come, so that a file that is one endless line is refused before it is held: between two line ends, and in
 * JSON and XML between two quotation marks or tags as well, there may be RUN_LIMIT bytes.
 */
export class RunWatch {
  readonly #path: string;
  #ends: readonly number[] | null = null;
  /** bytes since the last end */
  #length = 0;
  #line = 1;

  constructor(path: string) {
    this.#path = path;
  }

  /** @throws GlossatorError record-malformed with the line in which the run begins */
  add(piece: Uint8Array): void {
    this.#ends ??= isOfValues(piece) ? [LF, QUOTE, LESS] : [LF];
    // No run within a part of this length can be too long.
    for (let at = 0; at < piece.length; at += RUN_LIMIT) this.#part(piece.subarray(at, at + RUN_LIMIT));
  }

  #part(part: Uint8Array): void {
    const ends = this.#ends ?? [LF];
    const firsts = ends.map((end) => part.indexOf(end)).filter((at) => at >= 0);
    const first = firsts.length === 0 ? part.length : Math.min(...firsts);
    if (this.#length + first > RUN_LIMIT) {
      const what = ends.length > 1 ? 'One value' : 'The line';
      throw new GlossatorError('record-malformed', `${what} is longer than ${RUN_LIMIT / 1_048_576} MB.`, {
        place: { path: this.#path, line: this.#line },
        remedy: 'See whether the file is whole, and what it says it is.',
      });
    }
    const last = Math.max(...ends.map((end) => part.lastIndexOf(end)));
    this.#length = last < 0 ? this.#length + part.length : part.length - last - 1;
    this.#line += countLines(part);
  }
}

/** One line that is not blank, without its end; or the number of one that is too long, which is passed over. */
export type ByteLine = { readonly bytes: Uint8Array; readonly line: number } | { readonly tooLong: number };

const isSpace = (byte: number): boolean => byte === 0x20 || byte === LF || byte === 0x0d || byte === 0x09;

/** Lines that are not blank, numbered from 1. Of one that is longer than RUN_LIMIT nothing is held. */
export async function* byteLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<ByteLine> {
  let begun: Uint8Array[] = [];
  let length = 0;
  let line = 1;
  const finish = (last: Uint8Array): ByteLine | null => {
    const whole = begun.length > 0 ? Buffer.concat([...begun, last]) : last;
    const found: ByteLine | null =
      length + last.length > RUN_LIMIT
        ? { tooLong: line }
        : whole.every(isSpace)
          ? null
          : { bytes: whole, line };
    begun = [];
    length = 0;
    return found;
  };
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(LF); end !== -1; end = piece.indexOf(LF, start)) {
      const found = finish(piece.subarray(start, end));
      if (found) yield found;
      line += 1;
      start = end + 1;
    }
    const rest = piece.subarray(start);
    length += rest.length;
    if (length > RUN_LIMIT) begun = [];
    else if (rest.length > 0) begun.push(rest);
  }
  const last = finish(new Uint8Array(0));
  if (last) yield last;
}
