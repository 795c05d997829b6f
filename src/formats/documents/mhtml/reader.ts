import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { damaged } from '../../zip/refusal.ts';
import { encodingName } from '../encoding/labels.ts';
import { readHtml } from '../html/reader.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { headersOf, type MimePart, mimeParts, parameter } from './parts.ts';

/** Web pages saved into one file with all that belongs to them (RFC 2557): their page is read as any other. */
export const mhtmlReader: DocumentReader = {
  id: 'mhtml',
  title: 'Saved web page',
  extensions: ['.mhtml', '.mht'],
  mediaType: 'multipart/related',
  maxBytes: LIMITS.mailBytes,
  recognise: (head, fileName) => {
    if (mhtmlReader.extensions.includes(extensionOf(fileName))) return 0.96;
    const type = topHeaders(head).get('content-type') ?? '';
    return /^multipart\/related\b/i.test(type) && topHeaders(head).has('snapshot-content-location')
      ? 0.96
      : 0;
  },
  read: readMhtml,
};

function topHeaders(bytes: Uint8Array): ReadonlyMap<string, string> {
  return headersOf(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536))).headers;
}

/** @throws GlossatorError file-damaged, file-empty, file-too-large, structure-too-deep, encoding-unknown */
function readMhtml({ bytes, fileName, encoding: chosen }: ReaderInput): ParsedDocument {
  const top = topHeaders(bytes);
  const page = pageOf(mimeParts(bytes), top);
  if (!page) throw damaged('There is no page among its parts.');
  const declared = encodingName(parameter(page.headers.get('content-type') ?? '', 'charset') ?? '');
  const address = page.headers.get('content-location') ?? top.get('snapshot-content-location') ?? null;
  const encoding = chosen ?? declared ?? undefined;
  const read = readHtml(
    { bytes: page.bytes, fileName, ...(encoding === undefined ? {} : { encoding }) },
    address,
  );
  const evidence = chosen === undefined && declared !== null ? { evidence: 'declared' as const } : {};
  return {
    ...read,
    mediaType: mhtmlReader.mediaType,
    format: mhtmlReader.id,
    encoding: read.encoding ? { ...read.encoding, ...evidence } : null,
  };
}

/** The part that the others belong to: that which the message names, else the first that is a page. */
function pageOf(parts: readonly MimePart[], top: ReadonlyMap<string, string>): MimePart | undefined {
  const pages = parts.filter(({ headers }) =>
    /^\s*(?:text\/html|application\/xhtml\+xml)/i.test(headers.get('content-type') ?? ''),
  );
  const start = parameter(top.get('content-type') ?? '', 'start');
  return pages.find(({ headers }) => start !== undefined && headers.get('content-id') === start) ?? pages[0];
}
