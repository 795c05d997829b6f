import type { Email } from 'postal-mime';
import { GlossatorError, type Warning } from '../../../core/errors.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import { readHtml } from '../html/reader.ts';
import { languageOf } from '../metadata/language.ts';
import { type DocumentReader, extensionOf, LIMITS, type ReaderInput } from '../reader.ts';
import { titleOfFileName } from '../txt/heading.ts';
import { attachedTo, attachmentName, metadataOfMessage, parseMessage } from './message.ts';
import { plainBody } from './plain-body.ts';

/** Mail: one message, its headers as metadata. What is attached is named; `attachments.ts` gives it out. */
export const emlReader: DocumentReader = {
  id: 'eml',
  title: 'Mail message',
  extensions: ['.eml'],
  mediaType: 'message/rfc822',
  maxBytes: LIMITS.mailBytes,
  recognise: recogniseMessage,
  read: readMessage,
};

/** Headers that no text begins with but a message that has been sent. */
const SENT = /^(?:received|message-id|mime-version|return-path|delivered-to):/im;
const COMMON = /^(?:from|to|subject|date):/im;

function recogniseMessage(head: Uint8Array, fileName: string): number {
  const ending = extensionOf(fileName);
  if (emlReader.extensions.includes(ending)) return 0.95;
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 8_192)).toString('latin1');
  const headers = start.split(/\r?\n\r?\n/, 1)[0] ?? '';
  if (!/^[!-9;-~]{1,76}:/.test(headers) || !SENT.test(headers) || !COMMON.test(headers)) return 0;
  return headers.split(/\r?\n/).every((line) => /^(?:[ \t]|[!-9;-~]{1,76}:)/.test(line)) ? 0.85 : 0;
}

/** @throws GlossatorError file-empty, file-damaged, structure-too-deep */
export async function readMessage({ bytes, fileName }: ReaderInput): Promise<ParsedDocument> {
  const email = await parseMessage(bytes);
  const body = bodyOf(email, fileName);
  const stated = metadataOfMessage(email);
  const attached = attachedTo(email).map(attachmentName);
  const warnings: Warning[] = [...body.warnings];
  if (attached.length > 0) {
    warnings.push({
      code: 'attachment-left-out',
      message: `Attached, and not part of the text: ${attached.join('; ')}.`,
    });
  }
  if (body.text.includes('\ufffd')) {
    warnings.push({
      code: 'encoding-mismatch',
      message:
        'The message is not in the encoding that it names; what means nothing in it stands as � in the text.',
    });
  }
  return {
    ...body,
    metadata: {
      ...stated,
      title: stated.title || titleOfFileName(fileName),
      language: languageOf(body.text),
    },
    mediaType: emlReader.mediaType,
    format: emlReader.id,
    encoding: null,
    warnings,
  };
}

type Body = Pick<ParsedDocument, 'text' | 'blocks' | 'marks' | 'cuts' | 'warnings'>;

/** The HTML part where there is one that holds text, for it has the structure; else the plain text. */
function bodyOf({ html, text, attachments }: Email, fileName: string): Body {
  const page = html === undefined ? null : pageOf(html, fileName);
  if (page) return page;
  const plain = plainBody(text ?? '');
  if (plain.blocks.length === 0) {
    const among = attachments.length > 0 ? ' What it has to say is in what is attached to it.' : '';
    throw new GlossatorError('file-empty', `The message holds no text.${among}`, {
      place: { path: fileName },
      ...(among ? { remedy: 'Import the attachments with it, or save them from the mail program.' } : {}),
    });
  }
  return { ...plain, cuts: [], warnings: [] };
}

/** Null where the page holds no text: then the plain part may. */
function pageOf(html: string, fileName: string): Body | null {
  try {
    const { text, blocks, marks, cuts, warnings } = readHtml({
      bytes: Buffer.from(html.toWellFormed(), 'utf8'),
      fileName,
      encoding: 'utf-8',
    });
    // A letter has no article: what is not like the longest part of it is still its text.
    const proposed = cuts.filter(({ reason }) => reason !== 'outside-article');
    return { text, blocks, marks, cuts: proposed.map((cut) => ({ ...cut, selected: false })), warnings };
  } catch (thrown) {
    if (thrown instanceof GlossatorError && thrown.code === 'file-empty') return null;
    throw thrown;
  }
}
