import { GlossatorError, type Warning } from '../../../core/errors.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { parseXml } from '../../xml/tree.ts';
import { ZipArchive } from '../../zip/archive.ts';
import { decodeDocument } from '../encoding/decode.ts';
import type { Verdict } from '../html/assemble.ts';
import { type FlowBlock, flowOf } from '../html/flow.ts';
import { LinkResolver } from '../html/links.ts';
import { linkWarnings } from '../html/reader.ts';
import {
  attribute,
  type Element,
  elementsUnder,
  isElement,
  type ParentNode,
  parseTree,
  textUnder,
} from '../html/tree.ts';
import { leftOut, madeDocument } from '../office/document.ts';
import { officeCertainty } from '../office/recognise.ts';
import { type DocumentReader, LIMITS, type ReaderInput } from '../reader.ts';
import {
  type ChapterTitle,
  EPUB_PREFIXES,
  ncxTitles,
  noteTitle,
  type Publication,
  readPublication,
} from './publication.ts';
import { xhtmlAsHtml } from './xhtml.ts';

/**
 * E-books (EPUB 2 and 3): the documents of the spine in the order of reading. A chapter without a heading of its own gets
 * that of the book’s table of contents; the table itself is proposed for cutting.
 */
export const epubReader: DocumentReader = {
  id: 'epub',
  title: 'E-book',
  extensions: ['.epub'],
  mediaType: 'application/epub+zip',
  maxBytes: LIMITS.officeBytes,
  binary: true,
  recognise: (head, fileName) => officeCertainty('epub', epubReader.extensions, head, fileName),
  read: readEpub,
};

const NAVIGATION: Verdict = { reason: 'navigation', selected: true };

/** @throws GlossatorError file-damaged, file-encrypted, archive-refused, structure-too-deep, file-too-large, file-empty */
async function readEpub({ bytes, fileName }: ReaderInput): Promise<ParsedDocument> {
  const archive = await ZipArchive.open(bytes);
  const publication = await readPublication(archive);
  const titles = await titlesOf(archive, publication);
  const links = new LinkResolver(null);
  const blocks: FlowBlock[] = [];
  const verdicts: Verdict[] = [];
  const warnings: Warning[] = [];
  let missing = 0;
  let length = 0;
  for (const { name, isNavigation } of publication.spine) {
    const packed = await archive.read(name);
    if (!packed) {
      missing += 1;
      continue;
    }
    length += packed.length;
    if (length > LIMITS.htmlBytes) throw tooLong();
    const decoded = decodeDocument(packed, { declares: 'markup' });
    warnings.push(...decoded.warnings);
    const { root } = parseTree(xhtmlAsHtml(decoded.text), 'page');
    const tables = tablesIn(blocks);
    const chapter = flowOf(root, links).map((block) => withTable(block, tables));
    const titled = isNavigation ? chapter : withTitle(chapter, titles.get(name));
    for (const block of titled) {
      blocks.push(block);
      verdicts.push(isNavigation ? NAVIGATION : null);
    }
  }
  // Links within the book lead to its files, which are no addresses; that is nothing to tell.
  links.homeless = 0;
  return madeDocument({
    blocks,
    verdicts,
    stated: publication.stated,
    fileName,
    format: epubReader.id,
    mediaType: epubReader.mediaType,
    warnings: [
      ...warnings,
      ...linkWarnings(links),
      ...leftOut(missing, 'chapter is', 'chapters are', 'named in the book but missing in its file.'),
    ],
  });
}

function tooLong(): GlossatorError {
  const most = Math.round(LIMITS.htmlBytes / 1_048_576).toLocaleString('en');
  return new GlossatorError('file-too-large', `The book has more than ${most} MB of text.`, {
    remedy: 'Divide it into several files.',
  });
}

function tablesIn(blocks: readonly FlowBlock[]): number {
  const last = blocks.findLast(({ shape }) => shape.cell)?.shape.cell;
  return last ? last.table + 1 : 0;
}

/** Each chapter counts its tables from 0. */
function withTable(block: FlowBlock, tables: number): FlowBlock {
  const { cell } = block.shape;
  if (!cell || tables === 0) return block;
  return { ...block, shape: { ...block.shape, cell: { ...cell, table: cell.table + tables } } };
}

function withTitle(chapter: readonly FlowBlock[], found: ChapterTitle | undefined): readonly FlowBlock[] {
  const first = chapter.find(({ text }) => text !== '');
  if (!found || !first || chapter.some(({ shape }) => shape.kind === 'heading')) return chapter;
  const { title, level } = found;
  const shape = { kind: 'heading', level } as const;
  const isTitle = first.text.replace(/\s+/gu, ' ').trim().toLowerCase() === title.toLowerCase();
  if (isTitle && !first.shape.cell)
    return chapter.map((block) => (block === first ? { ...block, shape } : block));
  return [{ shape, text: title, marks: [], linked: 0, origin: null }, ...chapter];
}

async function titlesOf(
  archive: ZipArchive,
  { navigation, ncx }: Publication,
): Promise<ReadonlyMap<string, ChapterTitle>> {
  const page = navigation === undefined ? undefined : await archive.read(navigation);
  if (page && navigation !== undefined) {
    const { text } = decodeDocument(page, { declares: 'markup' });
    return navigationTitles(parseTree(xhtmlAsHtml(text), 'page').root, navigation);
  }
  const contents = ncx === undefined ? undefined : await archive.read(ncx);
  return contents && ncx !== undefined
    ? ncxTitles(parseXml(contents, { names: EPUB_PREFIXES }), ncx)
    : new Map();
}

/** The titles of chapters out of the navigation document of EPUB 3. */
function navigationTitles(root: ParentNode, from: string): ReadonlyMap<string, ChapterTitle> {
  const titles = new Map<string, ChapterTitle>();
  for (const element of elementsUnder(root)) {
    if (element.tagName !== 'nav' || (attribute(element, 'epub:type') ?? 'toc') !== 'toc') continue;
    for (const link of elementsUnder(element)) {
      const href = link.tagName === 'a' ? attribute(link, 'href') : null;
      if (href !== null)
        noteTitle(titles, from, href, textUnder(link).replace(/\s+/gu, ' ').trim(), depthIn(link, element));
    }
    break;
  }
  return titles;
}

/** How many lists an element stands in, up to the navigation. */
function depthIn(link: Element, navigation: Element): number {
  let depth = 0;
  for (let at: ParentNode | null = link; at && at !== navigation; at = isElement(at) ? at.parentNode : null) {
    if (isElement(at) && at.tagName === 'ol') depth += 1;
  }
  return Math.max(1, depth);
}
