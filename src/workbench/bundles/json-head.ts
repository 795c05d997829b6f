import { HEAD_LENGTH } from './pieces.ts';

/** A string of JSON is shortened to about so many bytes: what tells a format are names, numbers and short words. */
const KEPT_OF_STRING = 1_024;
/** Bytes of a file that are read at most for it; the readers refuse longer strings. */
const READ_AT_MOST = 64 * 1_048_576;

const [QUOTE, BACKSLASH, LETTER_U] = [0x22, 0x5c, 0x75];
/** An array or object whose first part is a string, number, object or array (no RTF, no prose in brackets). */
const BEGINS_AS_JSON = /^(?:\xef\xbb\xbf)?\s*[[{][\s[{]*(?:"|-?\d|[\]}]|$)/;

/** Copies JSON in UTF-8 with its long strings cut, at no place within a character or an escape. */
class StringShortener {
  readonly #out = new Uint8Array(HEAD_LENGTH);
  #length = 0;
  #inString = false;
  #stringLength = 0;
  /** bytes that still belong to an escape */
  #escaped = 0;
  #skips = false;

  get skips(): boolean {
    return this.#skips;
  }

  get result(): Uint8Array {
    return this.#out.slice(0, this.#length);
  }

  /** Whether more can be taken. */
  push(piece: Uint8Array): boolean {
    for (const byte of piece) {
      if (this.#length >= HEAD_LENGTH) return false;
      this.#take(byte);
    }
    return this.#length < HEAD_LENGTH;
  }

  #take(byte: number): void {
    if (!this.#inString) {
      this.#inString = byte === QUOTE;
      this.#stringLength = 0;
    } else if (this.#escaped > 0) this.#escaped += byte === LETTER_U && this.#escaped === 1 ? 3 : -1;
    else if (byte === BACKSLASH) {
      this.#beginSkipping();
      this.#escaped = 1;
    } else if (byte === QUOTE) {
      this.#inString = false;
      this.#skips = false;
    } else if ((byte & 0xc0) !== 0x80) this.#beginSkipping();
    this.#stringLength += 1;
    if (!this.#skips) {
      this.#out[this.#length] = byte;
      this.#length += 1;
    }
  }

  #beginSkipping(): void {
    if (this.#stringLength > KEPT_OF_STRING) this.#skips = true;
  }
}

/**
 * The first bytes of a JSON file, with long strings shortened where the first of its texts is so long that the bytes end within it: what comes
 * after it tells whose format it is. Any other head is given back as it is. `pieces`: the file from its beginning.
 */
export async function tellingHead(
  head: Uint8Array,
  pieces: () => AsyncIterable<Uint8Array>,
): Promise<Uint8Array> {
  if (head.byteLength < HEAD_LENGTH) return head;
  const beginning = Buffer.from(head.buffer, head.byteOffset, 64).toString('latin1');
  if (!BEGINS_AS_JSON.test(beginning)) return head;
  const trial = new StringShortener();
  trial.push(head);
  if (!trial.skips) return head;
  const shortener = new StringShortener();
  let read = 0;
  for await (const piece of pieces()) {
    read += piece.byteLength;
    if (!shortener.push(piece) || read >= READ_AT_MOST) break;
  }
  return shortener.result;
}
