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
