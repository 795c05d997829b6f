import { GlossatorError } from '../../../core/errors.ts';
import {
  childNamed,
  childrenNamed,
  descendantsNamed,
  parseXml,
  textOf,
  type XmlElement,
} from '../../xml/tree.ts';
import type { ZipArchive } from '../../zip/archive.ts';
import { damaged } from '../../zip/refusal.ts';
import type { StatedProperties } from '../office/document.ts';

export const EPUB_PREFIXES = {
  'urn:oasis:names:tc:opendocument:xmlns:container': 'ocf',
  'http://www.idpf.org/2007/opf': 'opf',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://www.daisy.org/z3986/2005/ncx/': 'ncx',
  'http://www.w3.org/2001/04/xmlenc#': 'enc',
} as const;

/** A document of the book in the order of reading. */
export interface SpineItem {
  /** name in the archive */
  readonly name: string;
  readonly isNavigation: boolean;
}

/** What an EPUB’s package says (EPUB 3.3 and 2.0.1). */
export interface Publication {
  readonly spine: readonly SpineItem[];
  /** archive names of the navigation documents: of EPUB 3, and the NCX of EPUB 2 */
  readonly navigation: string | undefined;
  readonly ncx: string | undefined;
  readonly stated: StatedProperties;
}

/** Where a reference in one file of the archive leads, without its fragment; undefined where it leads elsewhere. */
export function entryName(from: string, href: string): string | undefined {
  const base = `book:/${from.split('/').map(encodeURIComponent).join('/')}`;
  if (!URL.canParse(href, base)) return undefined;
  const { protocol, pathname } = new URL(href, base);
  if (protocol !== 'book:') return undefined;
  try {
    return decodeURIComponent(pathname.replace(/^\/+/, ''));
  } catch (thrown) {
    if (thrown instanceof URIError) return undefined;
    throw thrown;
  }
}

/** @throws GlossatorError file-damaged, file-encrypted, archive-refused */
export async function readPublication(archive: ZipArchive): Promise<Publication> {
  const part = async (name: string): Promise<XmlElement | undefined> => {
    const bytes = await archive.read(name);
    return bytes ? parseXml(bytes, { names: EPUB_PREFIXES }) : undefined;
  };
  const container = await part('META-INF/container.xml');
  if (!container) throw damaged('It has no container in it (META-INF/container.xml).');
  const rootFile = childNamed(childNamed(container, 'ocf:rootfiles'), 'ocf:rootfile');
  const name = entryName('', rootFile?.attributes['full-path'] ?? '') ?? '';
  const root = await part(name);
  if (!root) throw damaged('Its package, which says what belongs to the book, is missing.');
  const publication = publicationOf(root, name);
  refuseEncrypted(publication, await part('META-INF/encryption.xml'));
  return publication;
}

function publicationOf(root: XmlElement, name: string): Publication {
  const items = new Map(
    childrenNamed(childNamed(root, 'opf:manifest'), 'opf:item').map(
      ({ attributes }) => [attributes.id ?? '', attributes] as const,
    ),
  );
  const named = (attributes: Readonly<Record<string, string>> | undefined): string | undefined =>
    attributes ? entryName(name, attributes.href ?? '') : undefined;
  const isNavigation = (attributes: Readonly<Record<string, string>> | undefined): boolean =>
    /(?:^|\s)nav(?:\s|$)/.test(attributes?.properties ?? '');
  const contents = new Set(
    childrenNamed(childNamed(root, 'opf:guide'), 'opf:reference')
      .filter(({ attributes }) => attributes.type === 'toc')
      .map(({ attributes }) => named(attributes)),
  );
  const spine = childNamed(root, 'opf:spine');
  const listed = childrenNamed(spine, 'opf:itemref').flatMap(({ attributes }) => {
    const item = items.get(attributes.idref ?? '');
    const entry = named(item);
    if (entry === undefined || !/xhtml|html|xml/.test(item?.['media-type'] ?? 'html')) return [];
    return [{ name: entry, isNavigation: isNavigation(item) || contents.has(entry) }];
  });
  return {
    spine: listed.filter((item, index) => listed.findIndex((other) => other.name === item.name) === index),
    navigation: named(Array.from(items.values()).find(isNavigation)),
    ncx:
      named(items.get(spine?.attributes.toc ?? '')) ??
      named(Array.from(items.values()).find((item) => item['media-type'] === 'application/x-dtbncx+xml')),
    stated: propertiesOf(childNamed(root, 'opf:metadata')),
  };
}

function propertiesOf(metadata: XmlElement | undefined): StatedProperties {
  // EPUB 2 allows another element around them.
  const holder = childNamed(metadata, 'opf:dc-metadata') ?? metadata;
  const all = (name: string): string[] =>
    childrenNamed(holder, name)
      .map((element) => textOf(element).replace(/\s+/gu, ' ').trim())
      .filter((value) => value !== '');
  const dates = childrenNamed(holder, 'dc:date');
  const published = dates.find(({ attributes }) => attributes['opf:event'] === 'publication') ?? dates[0];
  return {
    title: all('dc:title')[0] ?? '',
    author: all('dc:creator').join('; '),
    date: textOf(published),
    language: all('dc:language')[0] ?? '',
    source: all('dc:source')[0] ?? all('dc:publisher')[0] ?? '',
    fields: {
      publisher: all('dc:publisher').join('; '),
      identifier: all('dc:identifier').join('; '),
      subject: all('dc:subject').join('; '),
      description: (all('dc:description')[0] ?? '').slice(0, 4_000),
      rights: all('dc:rights').join('; '),
    },
  };
}

/** Fonts may be obfuscated; a book whose text is encrypted is under the control of a shop’s program. */
function refuseEncrypted({ spine }: Publication, encryption: XmlElement | undefined): void {
  if (!encryption) return;
  const names = new Set(spine.map(({ name }) => name));
  for (const { attributes } of descendantsNamed(encryption, 'enc:CipherReference')) {
    if (!names.has(entryName('', attributes.URI ?? '') ?? '')) continue;
    throw new GlossatorError('file-encrypted', 'The book is encrypted (digital rights management).', {
      remedy: 'Get it without such protection, if its publisher offers that.',
    });
  }
}

/** The titles of chapters by the file that each begins, and its depth from 1: out of the NCX of EPUB 2. */
export function ncxTitles(root: XmlElement, from: string): Map<string, ChapterTitle> {
  const titles = new Map<string, ChapterTitle>();
  const visit = (element: XmlElement, level: number): void => {
    for (const point of childrenNamed(element, 'ncx:navPoint')) {
      const title = textOf(childNamed(childNamed(point, 'ncx:navLabel'), 'ncx:text'))
        .replace(/\s+/gu, ' ')
        .trim();
      const href = childNamed(point, 'ncx:content')?.attributes.src ?? '';
      noteTitle(titles, from, href, title, level);
      visit(point, level + 1);
    }
  };
  const map = childNamed(root, 'ncx:navMap');
  if (map) visit(map, 1);
  return titles;
}

export interface ChapterTitle {
  readonly title: string;
  /** 1–6 */
  readonly level: number;
}

/** A file’s title is that which leads to its beginning, or to the first place in it that has one. */
export function noteTitle(
  titles: Map<string, ChapterTitle>,
  from: string,
  href: string,
  title: string,
  level: number,
): void {
  const name = entryName(from, href);
  if (name === undefined || title === '' || titles.has(name)) return;
  titles.set(name, { title: title.slice(0, 500), level: Math.min(level, 6) });
}
