import iconv from 'iconv-lite';
import type { EncodingFound, ParsedDocument } from '../../../core/text/parsed.ts';
import { damaged } from '../../zip/refusal.ts';
import { codecName, requireEncodingName } from '../encoding/labels.ts';
import { LinkResolver } from '../html/links.ts';
import { linkWarnings } from '../html/reader.ts';
import { leftOut, madeDocument } from '../office/document.ts';
import { OfficeFlow } from '../office/flow.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { type Decode, RtfBody } from './body.ts';
import { decodeRun, nameOfPage } from './code-pages.ts';
import { tokenize } from './tokens.ts';

/** Rich Text Format (RTF 1.9.1). */
export const rtfReader: DocumentReader = {
  id: 'rtf',
  title: 'Rich text',
  extensions: ['.rtf'],
  mediaType: 'application/rtf',
  maxBytes: LIMITS.rtfBytes,
  binary: true,
  recognise: (head, fileName) => (beginsAsRtf(head) ? 0.97 : extensionOf(fileName) === '.rtf' ? 0.3 : 0),
  read: readRtf,
};

function beginsAsRtf(bytes: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*\{\\rtf/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'));
}

/** @throws GlossatorError file-damaged, file-empty, structure-too-deep, encoding-unknown */
function readRtf({ bytes, fileName, encoding: chosen }: ReaderInput): ParsedDocument {
  if (!beginsAsRtf(bytes)) throw damaged('It is called .rtf but does not begin as such a file does.');
  const codec = chosen === undefined ? undefined : codecName(requireEncodingName(chosen));
  const flow = new OfficeFlow();
  const links = new LinkResolver(null);
  const decode: Decode = (run, page) =>
    codec === undefined ? decodeRun(run, page ?? body.page) : iconv.decode(Buffer.from(run), codec);
  const body = new RtfBody(flow, links, decode);
  tokenize(bytes, body);
  body.finish();
  const { texts, created } = body.info;
  const told = (name: string): string => texts[name] ?? '';
  return madeDocument({
    blocks: flow.blocks,
    stated: {
      title: told('title'),
      author: told('author'),
      date: created,
      language: '',
      fields: { subject: told('subject'), keywords: told('keywords'), description: told('doccomm') },
    },
    fileName,
    format: rtfReader.id,
    mediaType: rtfReader.mediaType,
    encoding: encodingOf(body, chosen),
    warnings: [
      ...linkWarnings(links),
      ...leftOut(
        body.deletions,
        'run of deleted text is',
        'runs of deleted text are',
        'not in the text; insertions are.',
      ),
      ...leftOut(body.comments, 'comment is', 'comments are', 'not in the text.'),
      ...leftOut(body.hidden, 'run of hidden text is', 'runs of hidden text are', 'not in the text.'),
    ],
  });
}

function encodingOf({ page }: RtfBody, chosen: string | undefined): EncodingFound {
  if (chosen !== undefined) {
    const encoding = requireEncodingName(chosen);
    return { encoding, evidence: 'chosen', confidence: 1, alternatives: [nameOfPage(page)] };
  }
  return { encoding: nameOfPage(page), evidence: 'declared', confidence: 1, alternatives: [] };
}
