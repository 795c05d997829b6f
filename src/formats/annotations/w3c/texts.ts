import type { StructuredText } from '../../../core/text/structure.ts';
import { readHtml } from '../../documents/html/reader.ts';
import { FileText } from '../foreign/canonical.ts';
import { decodeText, wholeBytes } from '../foreign/decode.ts';
import { problem } from '../foreign/problem.ts';
import type { Bundle, BundleFile, ForeignDocument, ForeignItem, WantedText } from '../foreign/types.ts';

/*
 * Annotations of the Web say where a text is, not what it is: the texts lie beside them in the same folder or archive.
 */

export interface FoundText {
  /** of the document that it is the text of, where that is known from elsewhere */
  readonly title?: string;
  readonly text: FileText;
  readonly structured: StructuredText;
  readonly original: ForeignDocument['original'];
}

const TEXT = /\.(?:txt|text|md)$/i;
const PAGE = /\.x?html?$/i;

/** Whether a file of a bundle is a text that annotations may be on. */
export function isText({ path }: BundleFile): boolean {
  return TEXT.test(path) || PAGE.test(path);
}

/** A path as an address that is relative to the file with the annotations. */
export function addressOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (thrown) {
    if (thrown instanceof URIError) return address;
    throw thrown;
  }
}

function fileFor(source: string, bundle: Bundle): BundleFile | undefined {
  const path = decoded(source.replace(/[?#].*$/s, '').replace(/\/+$/, ''));
  const texts = bundle.files.filter(isText);
  const whole = texts.find((file) => file.path === path || file.path.endsWith(`/${path}`));
  if (whole) return whole;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const alike = texts.filter((file) => {
    const own = file.path.slice(file.path.lastIndexOf('/') + 1);
    return own === name || own.replace(/\.[^.]*$/, '') === name;
  });
  // A text and a page of one name: the page is what was annotated. Two files of one name: it cannot be told.
  const pages = alike.filter((file) => PAGE.test(file.path));
  return alike.length === 1 ? alike[0] : pages.length === 1 ? pages[0] : undefined;
}

/** Quotations by which a text is sought. */
const MOST_QUOTES = 40;

/**
 * The text that an address means, if it lies in the bundle: by its path, else by its name; else the one that the bundle knows
 * from elsewhere. Where there is none, the titles of those that it could be.
 * @throws GlossatorError encoding-mismatch, file-too-large, file-empty, structure-too-deep
 */
export async function textAt(wanted: WantedText, bundle: Bundle): Promise<FoundText | readonly string[]> {
  const file = fileFor(wanted.source, bundle);
  if (!file) return elsewhere(wanted, bundle);
  const bytes = await wholeBytes(file);
  if (PAGE.test(file.path)) {
    const page = readHtml({ bytes, fileName: file.path });
    const structured = { text: page.text, blocks: page.blocks, marks: page.marks };
    const original = { bytes, mediaType: page.mediaType, encoding: page.encoding?.encoding ?? 'utf-8' };
    return { text: new FileText(page.text), structured, original };
  }
  const text = new FileText(decodeText(bytes, file.path));
  return {
    text,
    structured: text.structured(),
    original: { bytes, mediaType: 'text/plain', encoding: 'utf-8' },
  };
}

function elsewhere(wanted: WantedText, { textFor }: Bundle): FoundText | readonly string[] {
  const known = textFor?.({ ...wanted, quotes: wanted.quotes.slice(0, MOST_QUOTES) }) ?? [];
  if (!('text' in known)) return known;
  const text = new FileText(known.text);
  const original = {
    bytes: new TextEncoder().encode(known.text),
    mediaType: 'text/plain',
    encoding: 'utf-8',
  };
  return { title: known.title, text, structured: text.structured(), original };
}

/** That a text is neither beside the annotations nor known from elsewhere; `titles` of those that it could be. */
export function noText(
  source: string,
  titles: readonly string[],
  count: number,
  place: { readonly path: string; readonly line: number },
): ForeignItem {
  const left = `Not taken over: ${count} on it.`;
  if (titles.length > 0) {
    const message = `The text ${source} could be any of ${titles.length} documents: ${titles.slice(0, 5).join(', ')}. ${left}`;
    return problem('warning', 'record-unknown-reference', message, place, 'Choose the document it is on.');
  }
  return problem(
    'warning',
    'record-unknown-reference',
    `The text ${source} neither lies beside the annotations nor is a document here, by address, file name, title or what they quote. ${left}`,
    place,
    'Import the text first; or put it into the same folder or archive, under the last part of its address.',
  );
}
