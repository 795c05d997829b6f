import { createHash } from 'node:crypto';
import type { AttributeValues } from '../../../core/attribute/attribute.ts';
import { checkStructure } from '../../../core/text/check.ts';
import { codePointLength } from '../../../core/text/offsets.ts';
import type { Block, Mark } from '../../../core/text/structure.ts';
import type { ReadDocument } from '../reader.ts';
import { MAX_TEXT_LENGTH } from './layout.ts';
import { fault, malformed, type RecordPlace } from './malformed.ts';
import type { DocumentLine, OriginalLine, TextLine } from './records.ts';

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Puts a document together from its own line, the lines of its text and those of its original. */
export class DocumentLines {
  readonly line: DocumentLine;
  readonly place: RecordPlace;
  readonly #attributes: AttributeValues;
  readonly #texts: string[] = [];
  readonly #blocks: Block[] = [];
  readonly #marks: Mark[] = [];
  readonly #originals: Uint8Array[] = [];
  #length = 0;

  /** `attributes`: those of the line, checked */
  constructor(line: DocumentLine, attributes: AttributeValues, place: RecordPlace) {
    this.line = line;
    this.place = place;
    this.#attributes = attributes;
  }

  /** Raises `record-malformed`, `file-too-large`. */
  addText({ seq, start, text, blocks, marks }: TextLine, place: RecordPlace): void {
    if (seq !== this.#texts.length || start !== this.#length) {
      throw malformed('The lines of this text are not in order, or one is missing.', place, 'seq');
    }
    this.#length += text.length;
    if (this.#length > MAX_TEXT_LENGTH) {
      throw fault(
        'file-too-large',
        `A text can be ${MAX_TEXT_LENGTH} UTF-16 code units long.`,
        place,
        'text',
      );
    }
    this.#texts.push(text);
    for (const block of blocks) this.#blocks.push(block);
    for (const mark of marks) this.#marks.push(mark);
  }

  /** Raises `record-malformed`. */
  addOriginal({ seq, base64 }: OriginalLine, place: RecordPlace): void {
    if (seq !== this.#originals.length) {
      throw malformed('The lines of this original are not in order, or one is missing.', place, 'seq');
    }
    this.#originals.push(Buffer.from(base64, 'base64'));
  }

  /** The whole document, verified. Raises `record-malformed`, `text-hash-mismatch`. */
  finish(): ReadDocument {
    const { text: said, original, ...metadata } = this.line;
    if (this.#texts.length !== said.lines || this.#originals.length !== original.lines) {
      throw malformed('Lines of the text or of its original are missing.', this.place, 'lines');
    }
    const text = this.#texts.join('');
    const bytes = original.sha256 === said.sha256 ? Buffer.from(text) : Buffer.concat(this.#originals);
    const structured = { text, blocks: this.#blocks, marks: this.#marks };
    if (text.length !== said.length || codePointLength(text) !== said.codePoints) {
      throw malformed('The text is not as long as the document says.', this.place, 'text');
    }
    if (sha256(text) !== said.sha256 || sha256(bytes) !== original.sha256) {
      const what = sha256(text) !== said.sha256 ? 'text' : 'original';
      throw fault(
        'text-hash-mismatch',
        `The ${what} is not the one whose SHA-256 is given.`,
        this.place,
        what,
      );
    }
    // A lone surrogate is odd but kept; it is as long as what stands for it here.
    const [wrong] = checkStructure({ ...structured, text: text.toWellFormed() });
    if (wrong !== undefined)
      throw malformed(`The structure of the text is unsound: ${wrong}.`, this.place, 'blocks');
    const { mediaType, encoding, format } = original;
    return {
      ...metadata,
      attributes: this.#attributes,
      textSha256: said.sha256,
      structured,
      original: { bytes, mediaType, encoding, format },
    };
  }
}
