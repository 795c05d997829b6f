import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { StructuredText } from '../core/text/structure.ts';
import { utf8Of } from './journal/stored-lines.ts';

/** What was hashed stays as it is, and an import asks for the same hash several times: of a megabyte each takes milliseconds. */
const ofBytes = new WeakMap<Uint8Array, string>();
const ofTexts = new WeakMap<StructuredText, string>();

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of the bytes, which must not change after. Lower-case hexadecimal. */
export function bytesHash(bytes: Uint8Array): string {
  const hash = ofBytes.get(bytes) ?? sha256(bytes);
  ofBytes.set(bytes, hash);
  return hash;
}

/** Works out the hash of bytes in a thread beside what goes on here, so that it is there when it is asked for. They must not change after. */
export async function hashAhead(bytes: Uint8Array): Promise<void> {
  const { buffer, byteOffset, byteLength } = bytes;
  // Memory that threads share is not taken.
  if (!(buffer instanceof ArrayBuffer)) return;
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(buffer, byteOffset, byteLength));
  ofBytes.set(bytes, Buffer.from(digest).toString('hex'));
}

/** Whether a text is these bytes, each of which is a letter of ASCII: told several times as quickly as by making UTF-8 of it. */
function isSameAscii(text: string, bytes: Uint8Array): boolean {
  if (text.length !== bytes.length || !isAscii(bytes)) return false;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1') === text;
}

function hashOfText(text: string, source: Uint8Array): string {
  if (isSameAscii(text, source)) return bytesHash(source);
  if (!text.isWellFormed()) return sha256(text);
  const bytes = utf8Of(text);
  return Buffer.compare(bytes, source) === 0 ? bytesHash(source) : sha256(bytes);
}

/**
 * SHA-256 of the text in UTF-8: that of the bytes it was read from where they are the very text, as of many plain files. A lone
 * surrogate counts as U+FFFD. Lower-case hexadecimal. `verbatim`: whoever read it knows that the bytes are its UTF-8.
 */
export function textHash(structured: StructuredText, source: Uint8Array, verbatim = false): string {
  const hash =
    ofTexts.get(structured) ?? (verbatim ? bytesHash(source) : hashOfText(structured.text, source));
  ofTexts.set(structured, hash);
  return hash;
}

const HIGH_SURROGATE_AT_END = /[\ud800-\udbff]$/;

/** A text's pieces, divided anew so that the UTF-8 of each follows on that of the one before: a surrogate pair is in one of them. */
export class Utf8Pieces {
  #pending = '';

  /** What comes next, given the next piece. */
  add(piece: string): string {
    const text = this.#pending + piece;
    this.#pending = HIGH_SURROGATE_AT_END.test(text) ? text.slice(-1) : '';
    return this.#pending ? text.slice(0, -1) : text;
  }

  /** What comes last. */
  rest(): string {
    return this.#pending;
  }
}

/**
 * SHA-256 of a text's UTF-8, given in pieces, as if it had been given whole: a surrogate pair that two pieces divide is
 * one character. A lone surrogate counts as U+FFFD, which is what it becomes in UTF-8.
 */
export class TextHash {
  readonly #hash = createHash('sha256');
  readonly #pieces = new Utf8Pieces();
  #byteLength = 0;

  add(piece: string): void {
    this.#update(this.#pieces.add(piece));
  }

  #update(text: string): void {
    this.#hash.update(text);
    this.#byteLength += Buffer.byteLength(text);
  }

  /** SHA-256 in lower-case hexadecimal and the bytes of UTF-8; nothing can be added after it. */
  digest(): { readonly sha256: string; readonly byteLength: number } {
    this.#update(this.#pieces.rest());
    return { sha256: this.#hash.digest('hex'), byteLength: this.#byteLength };
  }
}
