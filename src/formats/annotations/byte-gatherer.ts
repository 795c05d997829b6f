import { copyPart } from '../../core/copy-part.ts';

const DIGIT_0 = 0x30;
/** Of a safe integer. */
const MAX_DIGITS = 16;

/** Bytes for the line that fills a piece; where it is longer more room is made. */
const ROOM_BEYOND = 65_536;

/** Less than this part of a piece is copied when it is taken, so that its memory can be used again. */
const SHORT = 4;

/** Gathers a file's bytes into pieces. */
export class ByteGatherer {
  readonly #pieceLength: number;
  #piece: Buffer;
  /** to be used before more is made */
  readonly #spare: Buffer[] = [];
  #length = 0;

  /** `pieceLength`: bytes after which a piece is full */
  constructor(pieceLength: number) {
    this.#pieceLength = pieceLength;
    this.#piece = Buffer.allocUnsafeSlow(pieceLength + ROOM_BEYOND);
  }

  /** bytes gathered since they were last taken */
  get length(): number {
    return this.#length;
  }

  get isFull(): boolean {
    return this.#length >= this.#pieceLength;
  }

  /** Any text, in UTF-8. */
  text(text: string): void {
    this.#makeRoom(text.length * 3);
    this.#length += this.#piece.write(text, this.#length, 'utf8');
  }

  /** A whole number, not negative, in decimal. */
  number(number: number): void {
    this.#makeRoom(MAX_DIGITS);
    const piece = this.#piece;
    let end = this.#length + 1;
    for (let least = 10; number >= least; least *= 10) end += 1;
    let rest = number;
    for (let at = end - 1; at >= this.#length; at--) {
      const tenth = Math.floor(rest / 10);
      piece[at] = DIGIT_0 + (rest - tenth * 10);
      rest = tenth;
    }
    this.#length = end;
  }

  /** What is short had better be handed over as a `part`. */
  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#piece.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A part of these bytes, of which most are short. */
  part(bytes: Uint8Array, start: number, end: number): void {
    this.#makeRoom(end - start);
    this.#length = copyPart(this.#piece, this.#length, bytes, start, end);
  }

  /** What has been gathered since it was last taken, in memory of its own: it will not be changed, and may be given away. */
  take(): Uint8Array {
    if (this.#length < this.#pieceLength / SHORT) {
      const copy = Buffer.allocUnsafeSlow(this.#length);
      copy.set(this.#piece.subarray(0, this.#length));
      this.#length = 0;
      return copy;
    }
    const taken = this.#piece.subarray(0, this.#length);
    this.#piece = this.#spare.pop() ?? Buffer.allocUnsafeSlow(this.#pieceLength + ROOM_BEYOND);
    this.#length = 0;
    return taken;
  }

  /** Takes back the memory of a piece that nobody needs any more. */
  giveBack(memory: ArrayBuffer): void {
    if (memory.byteLength >= this.#pieceLength) this.#spare.push(Buffer.from(memory));
  }

  #makeRoom(length: number): void {
    if (this.#length + length <= this.#piece.length) return;
    const larger = Buffer.allocUnsafeSlow((this.#length + length) * 2);
    larger.set(this.#piece.subarray(0, this.#length));
    this.#piece = larger;
  }
}
