import { GlossatorError } from '../../../core/errors.ts';
import { pushBlock } from '../../../core/text/blocks.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import type { Block } from '../../../core/text/structure.ts';
import { decodeDocument } from '../encoding/decode.ts';
import { languageOf } from '../metadata/language.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { headingOf } from './heading.ts';
import { filledLines } from './lines.ts';

/** Lines that the title and date are sought in. */
const TOP = 8;

/** Plain text: the canonical text is the decoded text as it stands, each line that is not blank a block. */
export const txtReader: DocumentReader = {
  id: 'txt',
  title: 'Plain text',
  extensions: ['.txt', '.text', '.log'],
  mediaType: 'text/plain',
  maxBytes: LIMITS.textBytes,
  inProcess: true,
  recognise: (_head, fileName) => (txtReader.extensions.includes(extensionOf(fileName)) ? 0.8 : 0.1),
  read: readText,
};

/** @throws GlossatorError file-empty, encoding-unknown, file-too-large, structure-too-deep */
export function readText({ bytes, fileName, encoding: chosen }: ReaderInput): ParsedDocument {
  const { text, encoding, verbatim, warnings } = decodeDocument(bytes, { chosen });
  const blocks: Block[] = [];
  const top: string[] = [];
  for (const { start, end } of filledLines(text)) {
    const line = text.slice(start, end);
    pushBlock(blocks, { kind: 'paragraph' }, start, line);
    if (top.length < TOP) top.push(line.slice(0, 1_000));
  }
  if (blocks.length === 0) {
    throw new GlossatorError('file-empty', 'The file holds no text.', { place: { path: fileName } });
  }
  return {
    text,
    blocks,
    marks: [],
    metadata: { ...headingOf(top, fileName), source: '', author: '', language: languageOf(text), fields: {} },
    cuts: [],
    mediaType: txtReader.mediaType,
    format: txtReader.id,
    encoding,
    verbatim,
    warnings,
  };
}
