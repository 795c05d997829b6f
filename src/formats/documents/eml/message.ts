import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { GlossatorError } from '../../../core/errors.ts';
import type { DocumentMetadata } from '../../../core/project/records.ts';
import { dateOfStamp } from '../metadata/dates.ts';

/** What hostile messages are held to. */
const MAX_PARTS_DEPTH = 64;
const MAX_FORWARDED_DEPTH = 8;

/**
 * A message parsed (RFC 5322, MIME). Forwarded messages that stand in the body are part of it; those with a name are attachments.
 * @throws GlossatorError structure-too-deep, file-damaged
 */
export async function parseMessage(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(withHead(bytes), {
      maxNestingDepth: MAX_PARTS_DEPTH,
      maxRfc822NestingDepth: MAX_FORWARDED_DEPTH,
      attachmentEncoding: 'arraybuffer',
    });
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    if (/nesting depth/i.test(message)) {
      throw new GlossatorError(
        'structure-too-deep',
        `The parts of the message stand more than ${MAX_PARTS_DEPTH} deep inside one another.`,
        { cause: thrown },
      );
    }
    throw new GlossatorError('file-damaged', `The message cannot be read: ${message}.`, { cause: thrown });
  }
}

const NEWLINE = 0x0a;

/** A message's headers are in its first part; more of them is an attack, which the parser refuses by itself. */
const HEAD_LENGTH = 65_536;

/**
 * The message as the parser wants it: without the line that divides messages in a mailbox; with the empty line that ends the
 * headers where the text begins without one, or there are no headers at all; and as plain text where it says that it has
 * several parts but not what divides them.
 */
function withHead(message: Uint8Array): Uint8Array {
  const isDivided = Buffer.from(message.subarray(0, 5)).toString('latin1') === 'From ';
  const bytes = isDivided ? message.subarray(message.indexOf(NEWLINE) + 1) : message;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_LENGTH)).toString(
    'latin1',
  );
  let at = /^(?:\u00ef\u00bb\u00bf)?\s*/.exec(head)?.[0].length ?? 0;
  const from = at;
  for (let line = lineAt(head, at); line !== '' && HEADER_LINE.test(line); line = lineAt(head, at))
    at += line.length;
  const headers = head.slice(from, at).replace(BARE_MULTIPART, 'Content-Type: text/plain\r\n');
  const rest = bytes.subarray(at);
  // In a longer head the headers go on beyond what has been looked at.
  const ended = at >= head.length || /^\r?\n/.test(head.slice(at, at + 2));
  return Buffer.concat([Buffer.from(headers, 'latin1'), Buffer.from(ended ? '' : '\r\n'), rest]);
}

function lineAt(text: string, at: number): string {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.slice(at) : text.slice(at, newline + 1);
}

/** A header's name and colon, or what continues one. */
const HEADER_LINE = /^(?:[!-9;-~]{1,76}:|[ \t]+\S)/;
const BARE_MULTIPART = /^content-type:[ \t]*multipart\/[^;\r\n]*;?[ \t]*\r?\n(?![ \t])/im;

function mailboxes(addresses: readonly Address[] | undefined): string {
  return (addresses ?? [])
    .map(({ name, address, group }) => {
      if (group) return `${name}: ${mailboxes(group)}`;
      return name && address ? `${name} <${address}>` : name || address;
    })
    .join(', ');
}

function header(email: Email, name: string): string {
  return email.headers.find(({ key }) => key === name)?.value.trim() ?? '';
}

/** Names of what is attached and not merely shown within the text. */
export function attachedTo({ attachments }: Email): readonly Attachment[] {
  return attachments.filter(
    ({ related, disposition, mimeType }) =>
      !(related && disposition !== 'attachment' && mimeType.startsWith('image/')),
  );
}

/** The name of an attachment in this place among the others, without folders. */
export function attachmentName({ filename, mimeType }: Attachment, index: number): string {
  const name = (filename ?? '').replace(/^.*[\\/]/, '').trim();
  if (name !== '') return name;
  return `attachment ${index + 1}${mimeType === 'message/rfc822' ? '.eml' : mimeType === 'text/html' ? '.html' : mimeType === 'text/plain' ? '.txt' : ''}`;
}

/** What the headers say: the subject is the title, the sender the author and, by address, the source. */
export function metadataOfMessage(email: Email): Omit<DocumentMetadata, 'language'> {
  const { from, date = '' } = email;
  const stated = header(email, 'date');
  const fields = {
    sent: stated,
    to: mailboxes(email.to),
    cc: mailboxes(email.cc),
    'reply-to': mailboxes(email.replyTo),
    list: header(email, 'list-id'),
    newsgroups: header(email, 'newsgroups'),
    'message-id': email.messageId ?? '',
    'in-reply-to': email.inReplyTo ?? '',
    attachments: attachedTo(email).map(attachmentName).join('; '),
  };
  return {
    title: (email.subject ?? '').replace(/\s+/gu, ' ').trim(),
    source: from?.address ?? '',
    author: from ? from.name || (from.address ?? '') : '',
    date: dateOfStamp(stated) || dateOfStamp(date.slice(0, 10)),
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
  };
}
