import { readSync } from 'node:fs';

/**
 * The write-ahead log of SQLite (sqlite.org/walformat.html, section 4): which pages of the file are newer there. Read
 * by ourselves, so that SQLite never opens, and so never alters, a damaged file.
 */

const HEADER_LENGTH = 32;
const FRAME_HEADER_LENGTH = 24;
/** The last bit says in which byte order the checksums are made. */
const MAGIC_LITTLE_ENDIAN = 0x377f0682;
const MAGIC_BIG_ENDIAN = 0x377f0683;

type Checksum = readonly [number, number];

function addToChecksum([s0, s1]: Checksum, bytes: Buffer, bigEndian: boolean): Checksum {
  let a = s0;
  let b = s1;
  for (let i = 0; i + 8 <= bytes.length; i += 8) {
    const x = bigEndian ? bytes.readUInt32BE(i) : bytes.readUInt32LE(i);
    const y = bigEndian ? bytes.readUInt32BE(i + 4) : bytes.readUInt32LE(i + 4);
    a = (a + x + b) >>> 0;
    b = (b + y + a) >>> 0;
  }
  return [a, b];
}

export interface LoggedPages {
  /** where in the log file each page's content begins */
  readonly offsets: ReadonlyMap<number, number>;
  /** pages that the file has after the last commit; undefined where nothing was committed */
  readonly pageCount: number | undefined;
}

const NOTHING: LoggedPages = { offsets: new Map(), pageCount: undefined };

/** The pages of all whole commits in an open log file; what comes after a frame that does not check is not used. */
export function readLog(descriptor: number, pageSize: number): LoggedPages {
  const header = Buffer.alloc(HEADER_LENGTH);
  if (readSync(descriptor, header, 0, HEADER_LENGTH, 0) < HEADER_LENGTH) return NOTHING;
  const magic = header.readUInt32BE(0);
  const bigEndian = magic === MAGIC_BIG_ENDIAN;
  if ((!bigEndian && magic !== MAGIC_LITTLE_ENDIAN) || header.readUInt32BE(8) !== pageSize) return NOTHING;
  let checksum = addToChecksum([0, 0], header.subarray(0, 24), bigEndian);
  if (checksum[0] !== header.readUInt32BE(24) || checksum[1] !== header.readUInt32BE(28)) return NOTHING;

  const offsets = new Map<number, number>();
  let pageCount: number | undefined;
  let pending: [page: number, offset: number][] = [];
  const frame = Buffer.alloc(FRAME_HEADER_LENGTH + pageSize);
  for (
    let at = HEADER_LENGTH;
    readSync(descriptor, frame, 0, frame.length, at) === frame.length;
    at += frame.length
  ) {
    // The salts of the header are in every frame of this round; others are left over from an earlier one.
    if (frame.compare(header, 16, 24, 8, 16) !== 0) break;
    checksum = addToChecksum(checksum, frame.subarray(0, 8), bigEndian);
    checksum = addToChecksum(checksum, frame.subarray(FRAME_HEADER_LENGTH), bigEndian);
    if (checksum[0] !== frame.readUInt32BE(16) || checksum[1] !== frame.readUInt32BE(20)) break;
    pending.push([frame.readUInt32BE(0), at + FRAME_HEADER_LENGTH]);
    const committed = frame.readUInt32BE(4);
    if (committed === 0) continue;
    for (const [page, offset] of pending) offsets.set(page, offset);
    pending = [];
    pageCount = committed;
  }
  return { offsets, pageCount };
}
