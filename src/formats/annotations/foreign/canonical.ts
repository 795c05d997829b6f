import type { StructuredText } from '../../../core/text/structure.ts';
import { canonicalText, codePointOffsets, structuredText } from './text.ts';

/**
 * A text as a foreign file has it and as the model keeps it, with the way from the file's offsets to ours. Offsets that lie
 * outside the text stay as far outside as they were, so that whoever checks them sees it.
 */
export class FileText {
  /** canonical */
  readonly text: string;
  /** ours for an offset in UTF-16 code units of the file's text */
  readonly utf16: (offset: number) => number;
  readonly #raw: string;
  #codePoints: ((offset: number) => number) | undefined;

  constructor(raw: string) {
    const { text, toCanonical } = canonicalText(raw);
    this.text = text;
    this.utf16 = toCanonical;
    this.#raw = raw;
  }

  /** Ours for an offset in code points of the file's text. */
  codePoint(offset: number): number {
    this.#codePoints ??= codePointOffsets(this.#raw);
    return this.utf16(this.#codePoints(offset));
  }

  /** Each line that is not blank a paragraph. */
  structured(): StructuredText {
    return structuredText(this.text);
  }
}
