import { GlossatorError, type Warning } from '../../../core/errors.ts';
import type { DocumentMetadata } from '../../../core/project/records.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { decodeDocument } from '../encoding/decode.ts';
import { assemble } from '../html/assemble.ts';
import { type FlowBlock, flowOf } from '../html/flow.ts';
import { LinkResolver, webAddress } from '../html/links.ts';
import { linkWarnings } from '../html/reader.ts';
import { parseTree } from '../html/tree.ts';
import { languageOf } from '../metadata/language.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { headingOf } from '../txt/heading.ts';
import { frontMatterMetadata, readFrontMatter } from './front-matter.ts';
import { renderMarkdown } from './render.ts';

/** Markdown: the canonical text is the text that it stands for, without its signs. */
export const mdReader: DocumentReader = {
  id: 'md',
  title: 'Markdown',
  extensions: ['.md', '.markdown', '.mdown', '.mkd'],
  mediaType: 'text/markdown',
  maxBytes: LIMITS.markdownBytes,
  recognise: (_head, fileName) => (mdReader.extensions.includes(extensionOf(fileName)) ? 0.9 : 0),
  read: readMarkdown,
};

/** @throws GlossatorError file-empty, encoding-unknown, structure-too-deep */
export function readMarkdown({ bytes, fileName, encoding: chosen }: ReaderInput): ParsedDocument {
  const { text: source, encoding, warnings } = decodeDocument(bytes, { chosen });
  const frontMatter = readFrontMatter(source);
  const stated = frontMatterMetadata(frontMatter?.fields ?? new Map());
  const html = renderMarkdown(source.slice(frontMatter?.end ?? 0));
  const links = new LinkResolver(webAddress(stated.source));
  const blocks = flowOf(parseTree(html, 'fragment').root, links);
  if (blocks.every(({ text }) => text === '')) {
    throw new GlossatorError('file-empty', 'The file holds no text.', { place: { path: fileName } });
  }
  const { text, blocks: placed, marks } = assemble(blocks, []);
  return {
    text,
    blocks: placed,
    marks,
    metadata: completed(stated, blocks, text, fileName),
    cuts: [],
    mediaType: mdReader.mediaType,
    format: mdReader.id,
    encoding,
    warnings: [...warnings, ...frontMatterWarnings(frontMatter?.problem ?? null), ...linkWarnings(links)],
  };
}

/** What the front matter leaves open, out of the headings, the first lines and the file name. */
function completed(
  stated: DocumentMetadata,
  blocks: readonly FlowBlock[],
  text: string,
  fileName: string,
): DocumentMetadata {
  const heading = blocks.find(({ shape }) => shape.kind === 'heading' && (shape.level ?? 6) <= 2);
  const guessed = headingOf(
    blocks.slice(0, 8).map((block) => block.text.slice(0, 1_000)),
    fileName,
  );
  return {
    ...stated,
    title: stated.title || (heading?.text.replace(/\s+/gu, ' ') ?? guessed.title),
    date: stated.date || guessed.date,
    language: stated.language || languageOf(text),
  };
}

function frontMatterWarnings(problem: string | null): Warning[] {
  if (problem === null) return [];
  return [
    {
      code: 'record-malformed',
      message: `The fields between the dashes at the beginning could not be read: ${problem}`,
      remedy: 'Title, author and date can be filled in after import.',
    },
  ];
}
