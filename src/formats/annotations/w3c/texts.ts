import type { StructuredText } from '../../../core/text/structure.ts';
import { readHtml } from '../../documents/html/reader.ts';
import { FileText } from '../foreign/canonical.ts';
import { decodeText } from '../foreign/decode.ts';
import { WHOLE_FILE_LIMIT } from '../foreign/text.ts';
import type { Bundle, BundleFile, ForeignDocument } from '../foreign/types.ts';

/*
 * Annotations of the Web say where a text is, not what it is: the texts lie beside them in the same folder or archive.
 */

export interface FoundText {
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

/**
 * The text that an address means, if it lies in the bundle: by its path, else by its name.
 * @throws GlossatorError encoding-mismatch, file-too-large, file-empty, structure-too-deep
 */
export async function textAt(source: string, bundle: Bundle): Promise<FoundText | undefined> {
  const file = fileFor(source, bundle);
  if (!file) return undefined;
  const bytes = await file.bytes(WHOLE_FILE_LIMIT);
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
