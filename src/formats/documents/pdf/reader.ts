import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { GlossatorError, type Warning } from '../../../core/errors.ts';
import { StructuredTextBuilder } from '../../../core/text/blocks.ts';
import type { ParsedDocument, ProposedCut } from '../../../core/text/parsed.ts';
import { languageOf } from '../metadata/language.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { titleOfFileName } from '../txt/heading.ts';
import { areasOf } from './columns.ts';
import { type Glyphs, glyphsOf, withPdf } from './engine.ts';
import { headingLevels } from './headings.ts';
import { type Line, linesOf } from './lines.ts';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';
import { propertiesOf } from './properties.ts';
import { runningHeads } from './running-heads.ts';
import { runsOf } from './runs.ts';

/** PDF files that hold text: what is a picture of a text stays unread. */
export const pdfReader: DocumentReader = {
  id: 'pdf',
  title: 'PDF',
  extensions: ['.pdf'],
  mediaType: 'application/pdf',
  binary: true,
  maxBytes: LIMITS.pdfBytes,
  recognise: recognisePdf,
  read: readPdf,
};

function recognisePdf(head: Uint8Array, fileName: string): number {
  // The header may stand anywhere in the first kilobyte.
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 1_024)).toString('latin1');
  if (start.startsWith('%PDF-')) return 1;
  if (extensionOf(fileName) === '.pdf') return 0.9;
  return /(?:^|[\r\n\0])%PDF-\d/.test(start) ? 0.7 : 0;
}

/** @throws GlossatorError file-encrypted, file-damaged, file-empty, file-too-large, structure-too-deep */
export function readPdf({ bytes, fileName }: ReaderInput): Promise<ParsedDocument> {
  return withPdf(bytes, fileName, async (document) => {
    const { pages, warnings } = await linesOfPages(document);
    const lines = pages.flat();
    if (lines.length === 0) throw noText(document.numPages, fileName);
    const paragraphs = paragraphsOf(lines, runningHeads(pages)).filter(
      ({ text }) => !/^[\s\u0085]*$/.test(text),
    );
    const levels = headingLevels(paragraphs);
    const properties = await propertiesOf(document, fileName);
    const largest = paragraphs.find(({ page }, index) => page === 0 && levels[index] === 1);
    return {
      ...compose(paragraphs, levels, document.numPages),
      metadata: {
        ...properties,
        title: properties.title || largest?.text || titleOfFileName(fileName),
        language: languageOf(prose(paragraphs)),
      },
      mediaType: pdfReader.mediaType,
      format: pdfReader.id,
      encoding: null,
      warnings,
    };
  });
}

function noText(pages: number, fileName: string): GlossatorError {
  return new GlossatorError(
    'file-empty',
    `The PDF file holds no text: its ${pages === 1 ? 'page is' : `${pages.toLocaleString('en')} pages are`} pictures, or empty.`,
    {
      place: { path: fileName },
      remedy: 'Have its text recognised (OCR) by a program for scanned pages, and import what that saves.',
    },
  );
}

/** The longest paragraphs, for guessing the language. */
function prose(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map(({ text }) => text)
    .sort((one, other) => other.length - one.length)
    .slice(0, 40)
    .join('\n');
}

async function linesOfPages(
  document: PDFDocumentProxy,
): Promise<{ readonly pages: readonly (readonly Line[])[]; readonly warnings: readonly Warning[] }> {
  const pages: Line[][] = [];
  const failed: number[] = [];
  const empty: number[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    // pdf.js fails on a page with errors of any kind; the other pages are read all the same.
    const glyphs = await document
      .getPage(number)
      .then(glyphsOf)
      .catch(() => null);
    if (glyphs === null) failed.push(number);
    const lines = linesOfPage(glyphs ?? [], number - 1);
    if (glyphs !== null && lines.length === 0) empty.push(number);
    pages.push(lines);
  }
  return {
    pages,
    warnings: [...told(failed, 'could not be read'), ...told(empty, 'hold no text: pictures, or empty')],
  };
}

function told(pages: readonly number[], what: string): Warning[] {
  if (pages.length === 0) return [];
  const shown = pages.slice(0, 20).join(', ') + (pages.length > 20 ? ' …' : '');
  return [{ code: 'page-unread', message: `${pages.length.toLocaleString('en')} pages ${what}: ${shown}.` }];
}

/** What is set upright first, then what is turned. */
function linesOfPage(glyphs: readonly Glyphs[], page: number): Line[] {
  const lines: Line[] = [];
  let area = 0;
  const turns = Map.groupBy(glyphs, ({ turn }) => turn);
  const weight = (turn: number): number => turns.get(turn)?.length ?? 0;
  for (const turn of [...turns.keys()].sort((one, other) => weight(other) - weight(one))) {
    for (const runs of areasOf(runsOf(turns.get(turn) ?? []))) {
      lines.push(...linesOf(runs, page, area));
      area += 1;
    }
  }
  return lines;
}

function compose(
  paragraphs: readonly Paragraph[],
  levels: readonly (number | null)[],
  pageCount: number,
): Pick<ParsedDocument, 'text' | 'blocks' | 'marks' | 'cuts'> {
  const builder = new StructuredTextBuilder();
  const cuts: ProposedCut[] = [];
  let page = 0;
  const turnTo = (next: number, back = 0): void => {
    for (; page < next; page += 1) {
      if (builder.blockCount > 0) builder.separate('\n\n');
      builder.block({ kind: 'page-break', ...(back > 0 ? { back } : {}) }, '');
    }
  };
  for (const [index, paragraph] of paragraphs.entries()) {
    turnTo(paragraph.page);
    if (builder.blockCount > 0) builder.separate('\n\n');
    const level = levels[index] ?? null;
    const shape =
      level !== null
        ? ({ kind: 'heading', level } as const)
        : paragraph.item
          ? ({ kind: 'list-item', level: 1 } as const)
          : ({ kind: 'paragraph' } as const);
    const range = builder.block(shape, paragraph.text);
    for (const turn of paragraph.turns) turnTo(turn.page, paragraph.text.length - turn.at);
    if (paragraph.running) cuts.push({ ...range, reason: 'running-head', selected: true });
  }
  turnTo(pageCount - 1);
  return { ...builder.finish(), cuts };
}
