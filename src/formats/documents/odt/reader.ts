import { GlossatorError } from '../../../core/errors.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import {
  childNamed,
  childrenNamed,
  descendantsNamed,
  parseXml,
  textOf,
  type XmlElement,
} from '../../xml/tree.ts';
import { ZipArchive } from '../../zip/archive.ts';
import { damaged } from '../../zip/refusal.ts';
import { LinkResolver } from '../html/links.ts';
import { linkWarnings } from '../html/reader.ts';
import { leftOut, madeDocument, type StatedProperties } from '../office/document.ts';
import { OfficeFlow } from '../office/flow.ts';
import { officeCertainty } from '../office/recognise.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { OdtBody, type OdtLeftOut } from './body.ts';
import { OdtLists } from './lists.ts';
import { OdtStyles } from './styles.ts';

const ODF = 'urn:oasis:names:tc:opendocument:xmlns';
const PREFIXES = {
  [`${ODF}:office:1.0`]: 'office',
  [`${ODF}:text:1.0`]: 'text',
  [`${ODF}:table:1.0`]: 'table',
  [`${ODF}:style:1.0`]: 'style',
  [`${ODF}:xsl-fo-compatible:1.0`]: 'fo',
  [`${ODF}:drawing:1.0`]: 'draw',
  [`${ODF}:svg-compatible:1.0`]: 'svg',
  [`${ODF}:form:1.0`]: 'form',
  [`${ODF}:meta:1.0`]: 'meta',
  [`${ODF}:manifest:1.0`]: 'manifest',
  'http://www.w3.org/1999/xlink': 'xlink',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};

/** OpenDocument text (ISO/IEC 26300, OpenDocument 1.3), packed and flat. */
export const odtReader: DocumentReader = {
  id: 'odt',
  title: 'OpenDocument text',
  extensions: ['.odt', '.ott', '.fodt'],
  mediaType: 'application/vnd.oasis.opendocument.text',
  maxBytes: LIMITS.officeBytes,
  binary: true,
  recognise: (head, fileName) =>
    isFlat(head)
      ? 0.97
      : extensionOf(fileName) === '.fodt'
        ? 0.3
        : officeCertainty('odt', odtReader.extensions, head, fileName),
  read: readOdt,
};

function isFlat(head: Uint8Array): boolean {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4_096)).toString('latin1');
  return /<office:document[\s>]/.test(start) && start.includes(`${ODF}:office:1.0`);
}

interface Roots {
  readonly content: XmlElement;
  readonly styles: XmlElement | undefined;
  readonly meta: XmlElement | undefined;
}

/** @throws GlossatorError file-damaged, file-encrypted, archive-refused, structure-too-deep, file-too-large, file-empty */
async function readOdt({ bytes, fileName }: ReaderInput): Promise<ParsedDocument> {
  const { content, styles: shared, meta } = await rootsOf(bytes);
  const text = childNamed(childNamed(content, 'office:body'), 'office:text');
  if (!text) throw damaged('It is an OpenDocument file, but holds no text document.');
  const flow = new OfficeFlow();
  const links = new LinkResolver(null);
  const styles = new OdtStyles([content, ...(shared ? [shared] : [])]);
  const left: OdtLeftOut = { deletions: 0, comments: 0, hidden: 0 };
  new OdtBody(flow, styles, new OdtLists(styles.lists), links, left).document(text);
  return madeDocument({
    blocks: flow.blocks,
    stated: propertiesOf(meta),
    fileName,
    format: odtReader.id,
    mediaType: odtReader.mediaType,
    warnings: [
      ...linkWarnings(links),
      ...leftOut(
        left.deletions,
        'tracked deletion is',
        'tracked deletions are',
        'not in the text; insertions are.',
      ),
      ...leftOut(left.comments, 'comment is', 'comments are', 'not in the text.'),
      ...leftOut(left.hidden, 'hidden passage is', 'hidden passages are', 'not in the text.'),
    ],
  });
}

async function rootsOf(bytes: Uint8Array): Promise<Roots> {
  if (isFlat(bytes.subarray(0, 4_096))) {
    const root = parseXml(bytes, { names: PREFIXES });
    return { content: root, styles: undefined, meta: childNamed(root, 'office:meta') };
  }
  const archive = await ZipArchive.open(bytes);
  const part = async (name: string): Promise<XmlElement | undefined> => {
    const packed = await archive.read(name);
    return packed ? parseXml(packed, { names: PREFIXES }) : undefined;
  };
  const manifest = await part('META-INF/manifest.xml');
  if (manifest && !descendantsNamed(manifest, 'manifest:encryption-data').next().done) {
    throw new GlossatorError('file-encrypted', 'The document is protected by a password.', {
      remedy: 'Open it in its own program with the password, and save it without one.',
    });
  }
  const content = await part('content.xml');
  if (!content) throw damaged('It has no content in it (content.xml).');
  const meta = childNamed(await part('meta.xml'), 'office:meta');
  return { content, styles: await part('styles.xml'), meta };
}

function propertiesOf(meta: XmlElement | undefined): StatedProperties {
  const value = (name: string): string => textOf(childNamed(meta, name)).trim();
  return {
    title: value('dc:title'),
    author: value('meta:initial-creator') || value('dc:creator'),
    date: value('meta:creation-date') || value('dc:date'),
    language: value('dc:language'),
    fields: {
      subject: value('dc:subject'),
      keywords: childrenNamed(meta, 'meta:keyword').map(textOf).join(', '),
      description: value('dc:description'),
    },
  };
}
