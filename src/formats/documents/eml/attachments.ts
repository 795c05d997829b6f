import { attachedTo, attachmentName, metadataOfMessage, parseMessage } from './message.ts';

/** What is attached to a message, decoded. */
export interface Attached {
  /** without folders; unlike those of the others */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** the identifier of the reader where the message says what it is; else its name and content tell */
  readonly format: 'eml' | null;
}

/** A message as those that came with it refer to it. */
export interface MailFacts {
  readonly title: string;
  readonly author: string;
  readonly date: string;
  readonly source: string;
  readonly messageId: string;
}

export interface MailContent {
  readonly facts: MailFacts;
  readonly attached: readonly Attached[];
}

/**
 * What is attached to a message; pictures that are shown within its text are not.
 * @throws GlossatorError structure-too-deep, file-damaged
 */
export async function contentOfMail(bytes: Uint8Array): Promise<MailContent> {
  const email = await parseMessage(bytes);
  const { title, author, date, source, fields } = metadataOfMessage(email);
  const seen = new Map<string, number>();
  const attached = attachedTo(email).map((each, index) => {
    const stated = attachmentName(each, index);
    const before = seen.get(stated) ?? 0;
    seen.set(stated, before + 1);
    return {
      name: before === 0 ? stated : numbered(stated, before + 1),
      bytes: bytesOf(each.content),
      format: each.mimeType === 'message/rfc822' ? ('eml' as const) : null,
    };
  });
  return { facts: { title, author, date, source, messageId: fields['message-id'] ?? '' }, attached };
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** `report (2).docx` */
function numbered(name: string, number: number): string {
  const [ending = ''] = /\.[^.\s]{1,10}$/.exec(name) ?? [];
  return `${name.slice(0, name.length - ending.length)} (${number})${ending}`;
}
