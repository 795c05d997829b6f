import { type ErrorValue, GlossatorError } from '../../core/errors.ts';
import { containerFor, type Part, type PartProblem } from '../../formats/documents/containers/index.ts';
import type { Attached, MailFacts } from '../../formats/documents/eml/attachments.ts';
import { isArchive, readerFor, ZipArchive, type ZipLimits } from '../../formats/documents/index.ts';
import { fileError, skipReason } from './find-files.ts';
import { attachmentsIsolated } from './isolation/read-isolated.ts';

/** Mails and archives inside one another, the first mail not counted. */
const MOST_DEEP = 4;
/** What comes with one message, all that is in it counted. */
const MOST_PARTS = 2_000;
/** Bytes that all of it together may unpack to. */
const MOST_BYTES = 512 * 1024 * 1024;
const ARCHIVE_LIMITS: ZipLimits = {
  entries: MOST_PARTS,
  entryBytes: 128 * 1024 * 1024,
  totalBytes: MOST_BYTES,
};
/** Enough of a file to tell what it is. */
const HEAD_LENGTH = 65_536;

type Found = Part | PartProblem;

/** What one message may still bring. */
interface Budget {
  parts: number;
  bytes: number;
}

/**
 * A mail with what is attached to it, each a part of its own that names its mail; mails, mailboxes and archives among it are gone
 * through, within limits. Anything else is that part alone. Parts that fail are problems, and stop none of the others. Raises `cancelled`.
 */
export async function* withAttachments(part: Found, signal: AbortSignal): AsyncGenerator<Found> {
  yield part;
  if ('problem' in part || !isMail(part)) return;
  const prefix = part.whole ? '' : `${part.name}, `;
  yield* attachedTo(part.bytes, prefix, 0, { parts: MOST_PARTS, bytes: MOST_BYTES }, signal);
}

function isMail({ bytes, format, fileName = '' }: Pick<Part, 'bytes' | 'format' | 'fileName'>): boolean {
  return (format ?? readerFor(bytes.subarray(0, HEAD_LENGTH), fileName).id) === 'eml';
}

async function* attachedTo(
  mail: Uint8Array,
  prefix: string,
  depth: number,
  budget: Budget,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const name = prefix.replace(/, $/, '') || 'message';
  try {
    const { facts, attached } = await attachmentsIsolated(mail, name, signal);
    for (const each of attached) yield* opened(each, facts, prefix, depth, budget, signal);
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    yield { name: `${name}, what is attached`, problem: fileError(thrown, name) };
  }
}

async function* opened(
  { name, bytes, format }: Attached,
  facts: MailFacts,
  prefix: string,
  depth: number,
  budget: Budget,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const place = `${prefix}${name}`;
  budget.parts -= 1;
  budget.bytes -= bytes.length;
  if (budget.parts < 0 || budget.bytes < 0) {
    // Told once; what follows is as much too much.
    if (budget.parts === -1 || budget.bytes + bytes.length >= 0) yield { name: place, problem: tooMuch() };
    return;
  }
  const head = bytes.subarray(0, HEAD_LENGTH);
  const isPacked = format === null && isArchive(head, name);
  const isBox = format === null && containerFor(head, name)?.id === 'mbox';
  const part: Part = {
    name: place,
    bytes,
    fileName: name,
    cameWith: { source: facts.source, fields: fieldsOf(facts) },
    ...(format === null ? {} : { format }),
  };
  const isInside = isPacked || isBox || isMail(part);
  if (isInside && depth >= MOST_DEEP) {
    if (!isPacked && !isBox) yield part;
    yield { name: `${place}, what is in it`, problem: tooDeep() };
  } else if (isPacked) yield* unpacked(part, facts, depth + 1, budget, signal);
  else if (isBox) yield* inMailbox(part, depth + 1, budget, signal);
  else {
    yield part;
    if (isInside) yield* attachedTo(bytes, `${place}, `, depth + 1, budget, signal);
  }
}

async function* unpacked(
  { name: place, bytes }: Part,
  facts: MailFacts,
  depth: number,
  budget: Budget,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  try {
    const archive = await ZipArchive.open(bytes, {
      ...ARCHIVE_LIMITS,
      totalBytes: Math.max(0, budget.bytes),
    });
    for (const { name } of archive.entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      signal.throwIfAborted();
      const reason = name
        .split('/')
        .map((part) => skipReason(part, new Set()))
        .find((one) => one !== null);
      if (reason) yield { name: `${place}/${name}`, problem: { code: 'content-left-out', message: reason } };
      else yield* entryOf(archive, name, place, facts, depth, budget, signal);
    }
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    yield { name: place, problem: fileError(thrown, place) };
  }
}

async function* entryOf(
  archive: ZipArchive,
  name: string,
  place: string,
  facts: MailFacts,
  depth: number,
  budget: Budget,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  let bytes: Uint8Array;
  try {
    bytes = (await archive.read(name)) ?? new Uint8Array();
  } catch (thrown) {
    yield { name: `${place}/${name}`, problem: fileError(thrown, name) };
    return;
  }
  const entry: Attached = { name: name.slice(folder.length), bytes, format: null };
  yield* opened(entry, facts, `${place}/${folder}`, depth, budget, signal);
}

async function* inMailbox(
  { name: place, bytes }: Part,
  depth: number,
  budget: Budget,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const container = containerFor(bytes.subarray(0, HEAD_LENGTH), place, 'mbox');
  const input = {
    async *pieces() {
      yield bytes;
    },
    fileName: place,
    whole: () => Promise.reject(new Error('A mailbox is read in pieces.')),
  };
  for await (const message of container?.parts(input) ?? []) {
    signal.throwIfAborted();
    const name = `${place}, ${message.name}`;
    budget.parts -= 1;
    if (budget.parts < 0) {
      yield { name, problem: tooMuch() };
      return;
    }
    yield { ...message, name };
    if (!('problem' in message)) yield* attachedTo(message.bytes, `${name}, `, depth, budget, signal);
  }
}

/** What a document that came with a mail says of that mail. */
function fieldsOf({ title, author, date, messageId }: MailFacts): Record<string, string> {
  const fields = { mail: title, 'mail-author': author, 'mail-date': date, 'mail-message-id': messageId };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function tooMuch(): ErrorValue {
  const megabytes = (MOST_BYTES / 1_048_576).toLocaleString('en');
  return new GlossatorError(
    'archive-refused',
    `With this and what follows the message would bring more than ${MOST_PARTS.toLocaleString('en')} files or ${megabytes} MB.`,
    { remedy: 'Save the attachments from the mail program, and import them.' },
  ).toValue();
}

function tooDeep(): ErrorValue {
  return new GlossatorError(
    'structure-too-deep',
    `Mails and archives stand more than ${MOST_DEEP} deep inside one another here.`,
    { remedy: 'Save it from the mail program, and import it.' },
  ).toValue();
}
