import { GlossatorError, type Warning } from '../../../core/errors.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { decodeDocument } from '../encoding/decode.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { findArticle } from './article.ts';
import { assemble } from './assemble.ts';
import { flowOf, isAltText } from './flow.ts';
import { LinkResolver, webAddress } from './links.ts';
import { factsOf, metadataOf } from './metadata.ts';
import { savedFromAddress } from './saved.ts';
import { elementsUnder, type ParentNode, parseTree } from './tree.ts';
import { judge } from './verdicts.ts';

/**
 * Web pages: everything that a reader of the page would see becomes blocks and marks; what lies outside the article is
 * proposed for cutting. Scripts, styles, frames and all other markup end here; nothing is fetched.
 */
export const htmlReader: DocumentReader = {
  id: 'html',
  title: 'Web page',
  extensions: ['.html', '.htm', '.xhtml', '.xht'],
  mediaType: 'text/html',
  maxBytes: LIMITS.htmlBytes,
  recognise: recogniseHtml,
  read: (input) => readHtml(input),
};

function recogniseHtml(head: Uint8Array, fileName: string): number {
  if (htmlReader.extensions.includes(extensionOf(fileName))) return 0.95;
  // NULs dropped, UTF-16 reads like ASCII here.
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 2_048))
    .toString('latin1')
    .replace(/\0/g, '');
  if (
    /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*(?:<!--[\s\S]*?-->\s*)*<!doctype\s+html/i.test(
      start,
    )
  )
    return 0.9;
  return /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:html|head|body)[\s>]/i.test(
    start,
  )
    ? 0.85
    : 0;
}

/**
 * @param address where the page came from, as far as what it was kept in knows; null where that says nothing
 * @throws GlossatorError file-empty, file-too-large, structure-too-deep, encoding-unknown
 */
export function readHtml(
  { bytes, fileName, encoding: chosen }: ReaderInput,
  address: string | null = null,
): ParsedDocument {
  const { text: html, encoding, warnings } = decodeDocument(bytes, { chosen, declares: 'markup' });
  const { root, flattened } = parseTree(html, 'page');
  const facts = factsOf(root, savedFromAddress(root) ?? webAddress(address));
  const links = new LinkResolver(facts.base);
  const blocks = flowOf(root, links);
  const written = blocks.filter((block) => !isAltText(block));
  if (written.every(({ text }) => text === '')) {
    throw new GlossatorError('file-empty', 'The page holds no text that could be read.', {
      place: { path: fileName },
      remedy:
        'If it shows text in a browser, a script puts it there: save the page from the browser once it is complete.',
    });
  }
  const body = bodyOf(root);
  const prose = written
    .map(({ text }) => text)
    .sort((one, other) => other.length - one.length)
    .slice(0, 40)
    .join('\n');
  const metadata = metadataOf(facts, written, prose, fileName);
  const article = findArticle(body);
  return {
    ...assemble(blocks, judge(blocks, article, metadata.title)),
    metadata,
    mediaType: htmlReader.mediaType,
    format: htmlReader.id,
    encoding,
    warnings: [...warnings, ...linkWarnings(links), ...depthWarnings(flattened)],
  };
}

function bodyOf(root: ParentNode): ParentNode {
  for (const element of elementsUnder(root)) if (element.tagName === 'body') return element;
  return root;
}

/** What became of links that could not be kept. */
export function linkWarnings({ unsafe, homeless }: LinkResolver): Warning[] {
  const warnings: Warning[] = [];
  if (unsafe > 0) {
    warnings.push({
      code: 'link-dropped',
      message: `${unsafe.toLocaleString('en')} links lead to something else than a web or mail address; their text was kept, the address not.`,
    });
  }
  if (homeless > 0) {
    warnings.push({
      code: 'link-dropped',
      message: `${homeless.toLocaleString('en')} links are relative and the page does not say where it came from; their text was kept, the address not.`,
    });
  }
  return warnings;
}

function depthWarnings(flattened: number): Warning[] {
  if (flattened === 0) return [];
  return [
    {
      code: 'structure-too-deep',
      message: `${flattened.toLocaleString('en')} elements were nested more than ${LIMITS.depth} deep and were drawn up, as browsers do.`,
    },
  ];
}
