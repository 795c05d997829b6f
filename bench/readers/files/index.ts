import type { Block, StructuredText } from '../../../src/core/text/structure.ts';
import { chanceOf } from '../../generate/random.ts';
import { generateText } from '../../generate/text.ts';
import type { Script } from '../../generate/words.ts';
import { type Run, wordsIn, written } from './inline.ts';
import { emlFile, mboxFile } from './mail.ts';
import { docxFile, odtFile } from './office.ts';
import { epubFile, FURNITURE, htmlFile, mhtmlFile } from './pages.ts';
import { pdfFile } from './pdf.ts';
import { csvFile, jsonlFile, xlsxFile } from './rows.ts';
import { rtfFile } from './rtf.ts';
import { srtFile, vttFile } from './subtitles.ts';

/** One large file. */
export interface SampleFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** that were written into it as text of documents */
  readonly words: number;
}

/** UTF-16 code units of one article, message or row, about. */
const PART_LENGTH = 3_000;

function text(length: number, scripts: readonly Script[], seed = 7): StructuredText {
  return generateText(chanceOf(seed), { length, scripts });
}

function parts(length: number): readonly StructuredText[] {
  return Array.from({ length: Math.max(1, Math.round(length / PART_LENGTH)) }, (_, at) =>
    text(PART_LENGTH, ['latin', 'cyrillic'], at),
  );
}

function markdown(structured: StructuredText): string {
  const run = ({ text: words, style }: Run): string => {
    if (style === 'strong') return `**${words}**`;
    if (style === 'emphasis') return `*${words}*`;
    return style === 'link' ? `[${words}](https://example.org/a)` : words;
  };
  const block = ({ kind, level = 1, quote }: Block, content: string): string => {
    if (kind === 'heading') return `${'#'.repeat(level)} ${content}`;
    if (kind === 'list-item') return `- ${content}`;
    return quote ? `> ${content}` : content;
  };
  return written(structured, run, block).join('\n\n');
}

type Content = string | Uint8Array;
type Made = { readonly content: Content; readonly words: number };
/** A file; `added`: what its format puts into its text that was not in the text given. */
type Written = Content | { readonly content: Content; readonly added: string };

/** Of one text. */
function ofWhole(
  write: (structured: StructuredText) => Written | Promise<Written>,
  scripts: readonly Script[] = ['latin', 'cyrillic'],
): (length: number) => Promise<Made> {
  return async (length) => {
    const structured = text(length, scripts);
    const file = await write(structured);
    const { content, added } =
      typeof file === 'string' || file instanceof Uint8Array ? { content: file, added: '' } : file;
    return { content, words: wordsIn(structured.text) + wordsIn(added) };
  };
}

/** Of many texts, a document each. */
function ofParts(
  write: (texts: readonly StructuredText[]) => string | Promise<Uint8Array>,
): (length: number) => Promise<Made> {
  return async (length) => {
    const texts = parts(length);
    const words = texts.reduce((sum, each) => sum + wordsIn(each.text), 0);
    return { content: await write(texts), words };
  };
}

const ofRows = (write: (texts: readonly string[]) => string | Promise<Uint8Array>) =>
  ofParts((texts) => write(texts.map((each) => each.text)));

const WRITERS = {
  txt: ofWhole((structured) => structured.text),
  md: ofWhole(markdown),
  html: ofWhole((structured) => ({ content: htmlFile(structured), added: FURNITURE })),
  mhtml: ofWhole((structured) => ({ content: mhtmlFile(structured), added: FURNITURE })),
  docx: ofWhole(docxFile),
  odt: ofWhole(odtFile),
  rtf: ofWhole(rtfFile),
  epub: ofWhole(epubFile),
  // Only Latin letters are in the fonts that a PDF file need not carry.
  pdf: ofWhole(pdfFile, ['latin']),
  eml: ofWhole((structured) => emlFile(structured)),
  mbox: ofParts(mboxFile),
  csv: ofRows(csvFile),
  xlsx: ofRows(xlsxFile),
  jsonl: ofRows(jsonlFile),
  srt: ofWhole((structured) => srtFile(structured.text)),
  vtt: ofWhole((structured) => vttFile(structured.text)),
} as const;

export type FileFormat = keyof typeof WRITERS;
export const FILE_FORMATS = Object.keys(WRITERS) as readonly FileFormat[];

/** A file of this format with a text of about `length` UTF-16 code units: one document, or of tables and mailboxes many. */
export async function sampleFile(format: FileFormat, length: number): Promise<SampleFile> {
  const { content, words } = await WRITERS[format](length);
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { fileName: `large.${format}`, bytes, words };
}
