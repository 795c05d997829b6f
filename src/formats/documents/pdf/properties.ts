import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentMetadata } from '../../../core/project/records.ts';
import { dateOfFileName, dateOfStamp } from '../metadata/dates.ts';

/** What programs write as a title of which nobody has thought. */
const NO_TITLE =
  /^(?:untitled|без имени|unbenannt|sans titre|microsoft (?:word|powerpoint|excel) - .*|.*\.(?:docx?|pdf|indd|qxd|tex|dvi|rtf|odt|pptx?|xlsx?))$/iu;

function oneLine(value: unknown): string {
  return typeof value === 'string'
    ? value
        .toWellFormed()
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
    : '';
}

/** `D:20241231120000+02'00'` (ISO 32000-1, 7.9.4): the day as written, whatever the time zone. */
export function dateOfPdf(stamp: unknown): string {
  const match = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?/.exec(oneLine(stamp));
  return match ? dateOfStamp(match.slice(1).filter(Boolean).join('-')) : '';
}

/** What the document says of itself, in its information dictionary and its XMP packet; the language is left to the text. */
export async function propertiesOf(
  document: PDFDocumentProxy,
  fileName: string,
): Promise<Omit<DocumentMetadata, 'language'>> {
  // Properties that cannot be read are none: the text is what matters.
  const { info, metadata } = await document.getMetadata().catch(() => ({ info: {}, metadata: null }));
  const stated = info as Readonly<Record<string, unknown>>;
  const packet = (name: string): string => oneLine([metadata?.get(name)].flat().filter(Boolean).join(', '));
  const title =
    [packet('dc:title'), oneLine(stated.Title)].find((each) => each !== '' && !NO_TITLE.test(each)) ?? '';
  const fields = {
    pages: String(document.numPages),
    subject: oneLine(stated.Subject) || packet('dc:description'),
    keywords: oneLine(stated.Keywords) || packet('pdf:keywords'),
    publisher: packet('dc:publisher'),
    modified: dateOfPdf(stated.ModDate),
  };
  return {
    title,
    source: packet('dc:source'),
    author: packet('dc:creator') || oneLine(stated.Author),
    date: dateOfFileName(fileName) || dateOfPdf(stated.CreationDate),
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
  };
}
