/** Up to so many bytes, copying them one after another is quicker than naming the part to be copied. */
const COPIED_BY_HAND = 96;

/** Gathers a file's bytes into pieces. */
export class ByteGatherer {
  readonly #pieceLength: number;
  #piece: Buffer;
  #length = 0;

  /** `pieceLength`: bytes after which a piece is full */
  constructor(pieceLength: number) {
    this.#pieceLength = pieceLength;
    this.#piece = Buffer.allocUnsafeSlow(pieceLength * 2);
  }

  get isFull(): boolean {
    return this.#length >= this.#pieceLength;
  }

  /** Text of ASCII alone, several times quicker than `text`: whoever writes millions of ids and offsets notices. */
  ascii(text: string): void {
    this.#makeRoom(text.length);
    this.#length += this.#piece.write(text, this.#length, 'latin1');
  }

  /** Any text, in UTF-8. */
  text(text: string): void {
    this.#makeRoom(text.length * 3);
    this.#length += this.#piece.write(text, this.#length, 'utf8');
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#piece.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** A part of these bytes, of which most are short. */
  part(bytes: Uint8Array, start: number, end: number): void {
    if (end - start > COPIED_BY_HAND) {
      this.bytes(bytes.subarray(start, end));
      return;
    }
    this.#makeRoom(end - start);
    const piece = this.#piece;
    let to = this.#length;
    for (let from = start; from < end; from++) piece[to++] = bytes[from] as number;
    this.#length = to;
  }

  /** What has been gathered since it was last taken; it will not be changed. */
  take(): Uint8Array {
    const taken = this.#piece.subarray(0, this.#length);
    this.#piece = Buffer.allocUnsafeSlow(this.#pieceLength * 2);
    this.#length = 0;
    return taken;
  }

  #makeRoom(length: number): void {
    if (this.#length + length <= this.#piece.length) return;
    const larger = Buffer.allocUnsafeSlow((this.#length + length) * 2);
    larger.set(this.#piece.subarray(0, this.#length));
    this.#piece = larger;
  }
}
