import { StreamDigest } from '../stream-digest.ts';

export interface Line {
  /** from 1 */
  readonly number: number;
  /** without the line end; null where the line is longer than allowed */
  readonly bytes: Uint8Array | null;
}

const LF = 0x0a;
const CR = 0x0d;

/**
 * Divides bytes into lines, empty ones passed over, and hashes all that comes before the last of them (which is where a
 * file says what its hash should be). Holds one piece of input and one line.
 */
export class LineDivider {
  readonly #maxLength: number;
  readonly #digest = new StreamDigest();
  #number = 0;
  /** bytes of input before the next piece */
  #offset = 0;
  /** where the line begins that has not ended yet */
  #lineStart = 0;
  /** its bytes so far, unless they are too many */
  #begun: Uint8Array[] = [];
  /** where the last line that was not empty begins: what stands before is hashed */
  #lastStart = 0;
  #hashed = 0;
  /** what is not hashed yet, contiguous from `#hashed` */
  #unhashed: Uint8Array[] = [];

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** The lines that end in this piece. The piece must not be changed afterwards. */
  divide(piece: Uint8Array): readonly Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = piece.indexOf(LF); end !== -1; end = piece.indexOf(LF, start)) {
      this.#end(piece.subarray(start, end), this.#offset + end, lines);
      start = end + 1;
      this.#lineStart = this.#offset + start;
    }
    this.#offset += piece.length;
    if (this.#offset - this.#lineStart > this.#maxLength) this.#begun = [];
    else if (start < piece.length) this.#begun.push(piece.subarray(start));
    this.#unhashed.push(piece);
    this.#hashBefore(
      this.#begun.length === 0 && this.#offset > this.#lineStart ? this.#offset : this.#lastStart,
    );
    return lines;
  }

  /** The line that the input ended in, where it did not end with a line end. */
  finish(): readonly Line[] {
    const lines: Line[] = [];
    if (this.#offset > this.#lineStart) this.#end(new Uint8Array(0), this.#offset, lines);
    this.#hashBefore(this.#lastStart);
    return lines;
  }

  /** SHA-256 of all bytes before the last line that was not empty, in hexadecimal. Once, at the end. */
  digestBeforeLastLine(): Promise<string> {
    return this.#digest.digest();
  }

  /** Always to be called, also where reading has been broken off. */
  end(): Promise<void> {
    return this.#digest.end();
  }

  #end(part: Uint8Array, end: number, lines: Line[]): void {
    this.#number += 1;
    const tooLong = end - this.#lineStart > this.#maxLength;
    const whole = this.#begun.length > 0 ? Buffer.concat([...this.#begun, part]) : part;
    this.#begun = [];
    const bytes = whole[whole.length - 1] === CR ? whole.subarray(0, -1) : whole;
    if (bytes.length === 0 && !tooLong) return;
    this.#lastStart = this.#lineStart;
    lines.push({ number: this.#number, bytes: tooLong ? null : bytes });
  }

  #hashBefore(end: number): void {
    while (this.#hashed < end) {
      const piece = this.#unhashed.shift();
      if (!piece) return;
      const wanted = Math.min(piece.length, end - this.#hashed);
      this.#digest.update(piece.subarray(0, wanted));
      this.#hashed += wanted;
      if (wanted < piece.length) this.#unhashed.unshift(piece.subarray(wanted));
    }
  }
}
