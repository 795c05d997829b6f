import type { TextChange } from '../../contract/procedures.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { DocumentRecord, TextRecord } from '../../core/project/records.ts';
import { editedText } from '../../core/text/edited.ts';
import type { StructuredText } from '../../core/text/structure.ts';
import type { NewText, StoreReader } from '../../store/types.ts';
import { textOf } from '../find-record.ts';
import { type DocumentFile, readDocumentBytes, readDocumentFile } from '../import/document-file.ts';
import { wholeText } from './whole-text.ts';

/** A text that a document is to have. */
export interface NextText {
  readonly structured: StructuredText;
  /** to be stored; null where it is in the project already */
  readonly toStore: NewText | null;
  /** its id where it is in the project already */
  readonly textId: string | null;
  readonly fileName: string | null;
  /** the file that it was read from */
  readonly read: DocumentFile | null;
  readonly format: string;
}

function fromFile(read: DocumentFile): NextText {
  const { parsed, structured, bytes, fileName } = read;
  const { mediaType, format } = parsed;
  const encoding = parsed.encoding?.encoding ?? '';
  return {
    structured,
    toStore: { structured, source: { bytes, mediaType, encoding, format } },
    textId: null,
    fileName,
    read,
    format,
  };
}

function originalOf(read: StoreReader, text: TextRecord): Uint8Array {
  const bytes = read.sourceBytes(text.sourceSha256);
  if (bytes) return bytes;
  throw new GlossatorError('project-damaged', 'The original of the document is missing.', {
    place: { recordId: text.sourceSha256 },
    remedy: 'Check the project; recover it into a new file or go back to a backup.',
  });
}

type Edit = Extract<TextChange, { from: 'edit' }>;

function fromEdit(read: StoreReader, document: DocumentRecord, edit: Edit): NextText {
  if (edit.textId !== document.textId) {
    throw new GlossatorError('invalid-input', 'The document has got another text meanwhile.', {
      place: { recordKind: 'document', recordId: document.id, field: 'textId' },
      remedy: 'Open the text anew and correct that one.',
    });
  }
  const record = textOf(read, document.textId);
  const whole = wholeText(read, document.textId);
  const structured = editedText(whole, edit.firstBlock, edit.endBlock, edit.paragraphs);
  const { mediaType, encoding, format } = record;
  return {
    structured,
    toStore: { structured, source: { bytes: originalOf(read, record), mediaType, encoding, format } },
    textId: null,
    fileName: null,
    read: null,
    format,
  };
}

/**
 * The text that a change asks for. Raises what the reader of the file raises, `not-found` for a text that the project does not have, `invalid-input` for
 * an edit of a text that the document no longer has, and `cancelled`.
 */
export async function nextText(
  read: StoreReader,
  document: DocumentRecord,
  change: TextChange,
  signal: AbortSignal,
): Promise<NextText> {
  switch (change.from) {
    case 'file':
      return fromFile(await readDocumentFile(wishes(change), signal));
    case 'original': {
      const record = textOf(read, document.textId);
      const format = change.format ?? record.format;
      const bytes = originalOf(read, record);
      return fromFile(
        await readDocumentBytes(bytes, document.fileName, { ...wishes(change), format }, signal),
      );
    }
    case 'version': {
      const { id, format } = textOf(read, change.textId);
      return {
        structured: wholeText(read, id),
        toStore: null,
        textId: id,
        fileName: null,
        read: null,
        format,
      };
    }
    case 'edit':
      return fromEdit(read, document, change);
  }
}

type Reading = Extract<TextChange, { from: 'file' | 'original' }>;

/** Without what was not said. */
function wishes<C extends Reading>({ from: _, ...said }: C): Defined<Omit<C, 'from'>> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Defined<
    Omit<C, 'from'>
  >;
}
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };
