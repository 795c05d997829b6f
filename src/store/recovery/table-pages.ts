import type { SqlValue } from '../connection.ts';
import type { PageFile } from './page-file.ts';

/**
 * Rows of table b-trees (sqlite.org/fileformat2.html, section 1.6 and 2), read page by page with every number
 * doubted: what does not add up is passed over and never followed.
 */

const INTERIOR_TABLE = 0x05;
const LEAF_TABLE = 0x0d;
const FILE_HEADER_LENGTH = 100;
const PAYLOAD_LIMIT = 1_000_000_000;

export interface RawRow {
  readonly rowid: number;
  readonly values: readonly SqlValue[];
}

class Damage extends Error {}

interface Varint {
  readonly value: number;
  readonly next: number;
}

function varint(bytes: Buffer, at: number): Varint {
  let value = 0n;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) throw new Damage('a number is cut off');
    value = i === 8 ? (value << 8n) | BigInt(byte) : (value << 7n) | BigInt(byte & 0x7f);
    if (i === 8 || byte < 0x80) return { value: Number(BigInt.asIntN(64, value)), next: at + i + 1 };
  }
  throw new Damage('unreachable');
}

const INTEGER_LENGTHS: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8 };
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function contentLength(type: number): number {
  if (type >= 12) return (type - (type % 2 === 0 ? 12 : 13)) / 2;
  return type === 7 ? 8 : (INTEGER_LENGTHS[type] ?? 0);
}

function content(type: number, bytes: Buffer): SqlValue {
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type === 6) return Number(bytes.readBigInt64BE(0));
  const integer = INTEGER_LENGTHS[type];
  if (integer !== undefined) return bytes.readIntBE(0, integer);
  if (type === 10 || type === 11) throw new Damage('a type that does not occur');
  return type % 2 === 0 ? Buffer.from(bytes) : utf8.decode(bytes);
}

function recordValues(payload: Buffer): SqlValue[] {
  const header = varint(payload, 0);
  if (header.value < header.next || header.value > payload.length) throw new Damage('a header too long');
  const values: SqlValue[] = [];
  let at = header.value;
  for (let next = header.next; next < header.value; ) {
    const type = varint(payload, next);
    next = type.next;
    const length = contentLength(type.value);
    if (type.value < 0 || at + length > payload.length) throw new Damage('a value too long');
    values.push(content(type.value, payload.subarray(at, at + length)));
    at += length;
  }
  if (at !== payload.length) throw new Damage('bytes left over');
  return values;
}

/** The payload of a leaf cell, gathered from the page and the overflow pages after it. */
function payloadAt(file: PageFile, page: Buffer, at: number, length: number): Buffer {
  const usable = file.pageSize;
  const most = usable - 35;
  if (length <= most) {
    if (at + length > page.length) throw new Damage('a cell beyond its page');
    return page.subarray(at, at + length);
  }
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const spread = least + ((length - least) % (usable - 4));
  const local = spread <= most ? spread : least;
  if (at + local + 4 > page.length) throw new Damage('a cell beyond its page');
  const parts = [page.subarray(at, at + local)];
  let missing = length - local;
  let next = page.readUInt32BE(at + local);
  for (const seen = new Set<number>(); missing > 0; ) {
    const overflow = seen.has(next) ? undefined : file.page(next);
    if (!overflow) throw new Damage('an overflow page is missing');
    seen.add(next);
    parts.push(overflow.subarray(4, 4 + Math.min(missing, usable - 4)));
    missing -= usable - 4;
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

interface PageLayout {
  readonly type: number;
  readonly cells: readonly number[];
  readonly rightmost: number;
}

function layoutOf(page: Buffer, number: number): PageLayout | undefined {
  const start = number === 1 ? FILE_HEADER_LENGTH : 0;
  const type = page.readUInt8(start);
  if (type !== INTERIOR_TABLE && type !== LEAF_TABLE) return undefined;
  const count = page.readUInt16BE(start + 3);
  const pointers = start + (type === LEAF_TABLE ? 8 : 12);
  if (pointers + 2 * count > page.length) return undefined;
  const cells = Array.from({ length: count }, (_, i) => page.readUInt16BE(pointers + 2 * i));
  return { type, cells, rightmost: type === INTERIOR_TABLE ? page.readUInt32BE(start + 8) : 0 };
}

/** The rows of a leaf page that can be read. `unreadable` is told of each that cannot. */
export function* rowsOn(file: PageFile, number: number, unreadable: () => void): Generator<RawRow> {
  const page = file.page(number);
  const layout = page && layoutOf(page, number);
  if (!page || layout?.type !== LEAF_TABLE) return;
  for (const cell of layout.cells) {
    let row: RawRow | undefined;
    try {
      const length = varint(page, cell);
      const rowid = varint(page, length.next);
      if (length.value < 1 || length.value > PAYLOAD_LIMIT) throw new Damage('a length that cannot be');
      row = { rowid: rowid.value, values: recordValues(payloadAt(file, page, rowid.next, length.value)) };
    } catch (thrown) {
      // A decoder's TypeError and a buffer's RangeError are damage too: text that is no UTF-8, a number cut off.
      if (!(thrown instanceof Damage || thrown instanceof TypeError || thrown instanceof RangeError))
        throw thrown;
      unreadable();
    }
    if (row) yield row;
  }
}

/** The leaf pages under a root, as far as the pages between can be read; `whole` where all of them could. */
export function leavesUnder(
  file: PageFile,
  root: number,
): { readonly leaves: number[]; readonly whole: boolean } {
  const leaves: number[] = [];
  const seen = new Set<number>();
  let whole = true;
  for (const todo = [root]; todo.length > 0; ) {
    const number = todo.pop() ?? 0;
    const page = seen.has(number) ? undefined : file.page(number);
    const layout = page && layoutOf(page, number);
    seen.add(number);
    if (!page || !layout) {
      whole = false;
    } else if (layout.type === LEAF_TABLE) {
      leaves.push(number);
    } else {
      const children = layout.cells.filter((at) => at + 4 <= page.length).map((at) => page.readUInt32BE(at));
      todo.push(layout.rightmost, ...children.reverse());
    }
  }
  return { leaves, whole };
}
