/** A longer text (UTF-16 code units) is not worth the memory: four bytes for each, beside its UTF-8. */
const MAX_LENGTH = 8_388_608;

/** How many bytes a code unit takes in JSON, in UTF-8; of a surrogate pair the first half takes all four. */
function bytesOf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) {
    if (unit >= 0x20) return unit === 0x22 || unit === 0x5c ? 2 : 1;
    return unit >= 0x08 && unit <= 0x0d && unit !== 0x0b ? 2 : 6;
  }
  if (unit < 0x800) return 2;
  if ((unit & 0xf800) !== 0xd800) return 3;
  if (unit < 0xdc00) return (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00 ? 4 : 6;
  return at > 0 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 ? 0 : 6;
}

/**
 * A text as JSON has it, in UTF-8, and where each of its code units begins there: so that what a file says of a passage is compared,
 * and copied, without making strings of it.
 */
export class TextBytes {
  readonly bytes: Uint8Array;
  readonly #places: Uint32Array;

  private constructor(bytes: Uint8Array, places: Uint32Array) {
    this.bytes = bytes;
    this.#places = places;
  }

  /** Null where the text is too long for it. */
  static of(text: string): TextBytes | null {
    if (text.length > MAX_LENGTH) return null;
    const places = new Uint32Array(text.length + 1);
    // Behind the quotation mark.
    let place = 1;
    for (let at = 0; at < text.length; at++) {
      places[at] = place;
      place += bytesOf(text, at);
    }
    places[text.length] = place;
    return new TextBytes(Buffer.from(JSON.stringify(text)), places);
  }

  /** Where in `bytes` an offset of the text stands (UTF-16, not inside a surrogate pair). */
  placeOf(offset: number): number {
    return this.#places[offset] as number;
  }

  /** Whether these bytes stand at `at` in `line` too. */
  standsAt(line: Uint8Array, at: number, from: number, to: number): boolean {
    const { bytes } = this;
    for (let i = from, j = at; i < to; i++, j++) if (bytes[i] !== line[j]) return false;
    return true;
  }
}
