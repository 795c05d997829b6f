import { GlossatorError } from '../../../core/errors.ts';

/** A part of a saved page: its headers by lower-case name, and its bytes as they were before they were saved. */
export interface MimePart {
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
}

/** Parts inside one another, and parts of one page. */
const DEPTH_MAX = 8;
const PARTS_MAX = 20_000;
const HEADERS_MAX = 65_536;

/**
 * The parts of a MIME message that are not made of parts themselves, in order (RFC 2045, 2046, 2557). A mail library
 * would decode their text by itself; a saved page often says its encoding only in the page, so its bytes are wanted.
 * @throws GlossatorError structure-too-deep
 */
export function mimeParts(bytes: Uint8Array): MimePart[] {
  const parts: MimePart[] = [];
  collect(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 0, parts);
  return parts;
}

function collect(source: Buffer, depth: number, parts: MimePart[]): void {
  if (depth > DEPTH_MAX || parts.length >= PARTS_MAX) {
    throw new GlossatorError(
      'structure-too-deep',
      'The page is made of too many parts, or of parts nested too deeply.',
      {
        remedy: 'Open it in a browser and save its text.',
      },
    );
  }
  const { headers, body } = headersOf(source);
  const boundary = parameter(headers.get('content-type') ?? '', 'boundary');
  if (!/^\s*multipart\//i.test(headers.get('content-type') ?? '') || !boundary) {
    parts.push({ headers, bytes: decoded(body, headers.get('content-transfer-encoding') ?? '') });
    return;
  }
  for (const part of divided(body, `--${boundary}`)) collect(part, depth + 1, parts);
}

/** The headers, continued lines joined, and what follows the empty line after them. */
export function headersOf(source: Buffer): {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
} {
  const head = source.subarray(0, HEADERS_MAX).toString('latin1');
  const end = /\r?\n\r?\n/.exec(head);
  const block = end ? head.slice(0, end.index) : '';
  const headers = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: end ? source.subarray(end.index + end[0].length) : source };
}

/** The value of a header’s parameter, without quotes. */
export function parameter(header: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2];
}

function* divided(body: Buffer, delimiter: string): Generator<Buffer> {
  let from = -1;
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + delimiter.length)) {
    // Only at the beginning of a line.
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    if (from >= 0) yield body.subarray(from, withoutNewline(body, at));
    const after = at + delimiter.length;
    if (body.subarray(after, after + 2).toString('latin1') === '--') return;
    const line = body.indexOf(0x0a, after);
    from = line < 0 ? body.length : line + 1;
  }
  // Cut off: the last part is what there is of it.
  if (from >= 0 && from < body.length) yield body.subarray(from);
}

/** The newline before a delimiter belongs to the delimiter. */
function withoutNewline(body: Buffer, at: number): number {
  const newline = at > 0 && body[at - 1] === 0x0a ? at - 1 : at;
  return newline > 0 && body[newline - 1] === 0x0d ? newline - 1 : newline;
}

function decoded(body: Buffer, encoding: string): Uint8Array {
  if (/base64/i.test(encoding)) return Buffer.from(body.toString('latin1'), 'base64');
  return /quoted-printable/i.test(encoding) ? fromQuotedPrintable(body) : body;
}

function hexDigit(byte: number | undefined): number {
  return byte === undefined ? Number.NaN : Number.parseInt(String.fromCharCode(byte), 16);
}

function fromQuotedPrintable(body: Buffer): Uint8Array {
  const bytes = Buffer.alloc(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte !== 0x3d) {
      bytes[length] = byte;
      length += 1;
      continue;
    }
    const value = hexDigit(body[at + 1]) * 16 + hexDigit(body[at + 2]);
    if (!Number.isNaN(value)) {
      bytes[length] = value;
      length += 1;
      at += 2;
    } else if (body[at + 1] === 0x0a) at += 1;
    else if (body[at + 1] === 0x0d && body[at + 2] === 0x0a) at += 2;
  }
  return bytes.subarray(0, length);
}
