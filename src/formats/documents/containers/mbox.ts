import { extensionOf, LIMITS } from '../reader.ts';
import type { DocumentContainer, Part, PartProblem } from './container.ts';

const MAX_BYTES = 64 * 1024 ** 3;

/** The line before each message (RFC 4155 and its kin): “From ”, an address, and a time with its year. */
const DIVIDER = /^From \S.*\b\d{4}\b/;
const NEWLINE = 0x0a;

/** Mailboxes: a document a message. */
export const mboxContainer: DocumentContainer = {
  id: 'mbox',
  title: 'Mailbox',
  extensions: ['.mbox', '.mbx'],
  maxBytes: MAX_BYTES,
  recognise(head, fileName) {
    const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 2_048)).toString('latin1');
    const [first = '', second = ''] = start.split(/\r?\n/);
    if (!DIVIDER.test(first)) return 0;
    // A message saved by itself keeps the line, too.
    if (extensionOf(fileName) === '.eml') return 0;
    return this.extensions.includes(extensionOf(fileName)) ? 1 : /^[!-9;-~]+:/.test(second) ? 0.9 : 0;
  },
  async *parts({ pieces }) {
    let number = 0;
    for await (const message of messagesOf(pieces())) {
      number += 1;
      yield message === null
        ? tooLarge(number)
        : { name: `message ${number}`, bytes: message, format: 'eml' };
    }
  },
};

function tooLarge(number: number): PartProblem {
  const megabytes = LIMITS.mailBytes / 1_048_576;
  return {
    name: `message ${number}`,
    problem: { code: 'file-too-large', message: `It has more than ${megabytes} MB.` },
  };
}

/** Gathers the lines of one message; null once it is too large. */
class Message {
  #lines: Uint8Array[] = [];
  #length = 0;
  #isTooLarge = false;

  add(line: Uint8Array): void {
    this.#length += line.length;
    if (this.#length > LIMITS.mailBytes) this.#isTooLarge = true;
    if (this.#isTooLarge) this.#lines = [];
    else this.#lines.push(line);
  }

  take(): Part['bytes'] | null {
    return this.#isTooLarge ? null : Buffer.concat(this.#lines);
  }
}

async function* messagesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | null> {
  let message: Message | null = null;
  let afterBlank = true;
  for await (const line of linesOf(pieces)) {
    const isDivider = afterBlank && line[0] === 0x46 && DIVIDER.test(Buffer.from(line).toString('latin1'));
    if (isDivider) {
      if (message) yield message.take();
      message = new Message();
    } else message?.add(unquoted(line));
    afterBlank = line.length <= 2 && (line[0] === NEWLINE || line[0] === 0x0d);
  }
  if (message) yield message.take();
}

/** “>From ” at the beginning of a line was “From ” before it was put into the mailbox. */
function unquoted(line: Uint8Array): Uint8Array {
  return line[0] === 0x3e && /^>+From /.test(Buffer.from(line.subarray(0, 40)).toString('latin1'))
    ? line.subarray(1)
    : line;
}

/** Lines with their ends. */
async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left: Uint8Array[] = [];
  for await (const piece of pieces) {
    let from = 0;
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, from)) {
      const end = piece.subarray(from, at + 1);
      yield left.length > 0 ? Buffer.concat([...left, end]) : end;
      left = [];
      from = at + 1;
    }
    if (from < piece.length) left.push(piece.subarray(from));
  }
  if (left.length > 0) yield Buffer.concat(left);
}
