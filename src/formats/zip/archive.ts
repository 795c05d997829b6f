import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { GlossatorError } from '../../core/errors.ts';
import { damaged, refused } from './refusal.ts';

/** What an archive may hold; see ZIP_LIMITS. */
export interface ZipLimits {
  readonly entries: number;
  /** bytes that one entry may unpack to */
  readonly entryBytes: number;
  /** bytes that all entries together may unpack to */
  readonly totalBytes: number;
}

/** For documents that are archives inside: office documents, e-books. */
export const ZIP_LIMITS: ZipLimits = {
  entries: 20_000,
  entryBytes: 128 * 1024 * 1024,
  totalBytes: 512 * 1024 * 1024,
};

/** Entries that are larger than this … */
const RATIO_FROM = 8 * 1024 * 1024;
/** … and shrank to less than this share are taken for a bomb: XML and text shrink to a tenth, at most to a hundredth. */
const RATIO_MAX = 400;

/** A file in an archive. Folders are none. */
export interface ZipEntry {
  /** with `/` between folders; never absolute, never with `..` */
  readonly name: string;
  /** unpacked, as the archive says; held to it when it is read */
  readonly bytes: number;
  readonly encrypted: boolean;
}

/**
 * A zip archive that may be hostile. Opening it reads its directory and refuses what no honest archive has: names that
 * lead out of it, two entries of one name, entries that share their bytes, more or larger entries than the limits allow.
 * Nothing is ever written to disk.
 */
export class ZipArchive {
  readonly entries: readonly ZipEntry[];
  readonly #zip: ZipFile;
  readonly #found: ReadonlyMap<string, Entry>;
  readonly #limits: ZipLimits;
  #unpacked = 0;

  private constructor(zip: ZipFile, found: ReadonlyMap<string, Entry>, limits: ZipLimits) {
    this.#zip = zip;
    this.#found = found;
    this.#limits = limits;
    this.entries = Array.from(found.values(), (entry) => ({
      name: entry.fileName,
      bytes: entry.uncompressedSize,
      encrypted: entry.isEncrypted(),
    }));
  }

  /**
   * @param source the archive's bytes, or the path of its file
   * @throws GlossatorError file-damaged, archive-refused; what the file system does
   */
  static async open(source: Uint8Array | string, limits: ZipLimits = ZIP_LIMITS): Promise<ZipArchive> {
    const zip = await opened(source);
    try {
      return new ZipArchive(zip, await entriesOf(zip, limits), limits);
    } catch (thrown) {
      if (typeof source === 'string') zip.close();
      throw asRefusal(thrown);
    }
  }

  has(name: string): boolean {
    return this.#found.has(name);
  }

  /**
   * Unpacks an entry; undefined where there is none of this name.
   * @throws GlossatorError file-damaged, file-encrypted, archive-refused
   */
  async read(name: string): Promise<Uint8Array | undefined> {
    const entry = this.#found.get(name);
    if (!entry) return undefined;
    if (entry.isEncrypted()) {
      throw new GlossatorError('file-encrypted', `‘${name}’ in the archive is protected by a password.`, {
        remedy: 'Unpack the archive with its password, and import what was in it.',
      });
    }
    if (!entry.canDecodeFileData()) {
      throw damaged(`‘${name}’ in the archive is packed by a method that is not known here.`);
    }
    this.#unpacked += entry.uncompressedSize;
    if (this.#unpacked > this.#limits.totalBytes) throw tooLarge(this.#limits.totalBytes);
    try {
      return await this.#unpack(entry);
    } catch (thrown) {
      throw asRefusal(thrown);
    }
  }

  /** Lets the file go; archives in memory need no closing. */
  close(): void {
    this.#zip.close();
  }

  /** An entry never unpacks to more than it said: the library ends the stream there with an error. */
  async #unpack(entry: Entry): Promise<Uint8Array> {
    const bytes = new Uint8Array(entry.uncompressedSize);
    let length = 0;
    for await (const chunk of await this.#zip.openReadStreamPromise(entry)) {
      const part = chunk as Uint8Array;
      if (length + part.length > bytes.length)
        throw damaged(`‘${entry.fileName}’ is longer than the archive says.`);
      bytes.set(part, length);
      length += part.length;
    }
    if (length !== bytes.length || crc32(bytes) !== entry.crc32) {
      throw damaged(`‘${entry.fileName}’ in the archive is damaged: its checksum is another.`);
    }
    return bytes;
  }
}

async function opened(source: Uint8Array | string): Promise<ZipFile> {
  if (typeof source === 'string') {
    return openPromise(source, { autoClose: false }).catch((thrown: unknown) => {
      throw asRefusal(thrown);
    });
  }
  const buffer = Buffer.from(source.buffer, source.byteOffset, source.length);
  return fromBufferPromise(buffer).catch((thrown: unknown) => {
    throw asRefusal(thrown);
  });
}

async function entriesOf(zip: ZipFile, limits: ZipLimits): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw refused(
      `The archive holds ${zip.entryCount.toLocaleString('en')} files; at most ${limits.entries.toLocaleString('en')} are read.`,
    );
  }
  const found = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, uncompressedSize, compressedSize } = entry;
    if (fileName.endsWith('/')) continue;
    if (!fileName.isWellFormed() || fileName.includes('\0'))
      throw refused('A file in the archive has no proper name.');
    if (found.has(fileName)) throw refused(`The archive holds two files named ‘${fileName}’.`);
    if (uncompressedSize > limits.entryBytes) throw tooLarge(limits.entryBytes, fileName);
    if (uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * RATIO_MAX) {
      throw refused(`‘${fileName}’ in the archive would unpack to ${RATIO_MAX} times its size and more.`);
    }
    total += uncompressedSize;
    if (total > limits.totalBytes) throw tooLarge(limits.totalBytes);
    found.set(fileName, entry);
  }
  refuseOverlaps(found.values());
  return found;
}

/** The fixed part of a local file header (APPNOTE.TXT 4.3.7). */
const LOCAL_HEADER = 30;

/** Entries that share their bytes are how a small archive becomes a huge one without any high ratio. */
function refuseOverlaps(entries: Iterable<Entry>): void {
  const inOrder = Array.from(entries).sort(
    (one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader,
  );
  let end = 0;
  for (const { relativeOffsetOfLocalHeader: start, compressedSize } of inOrder) {
    if (start < end)
      throw refused('Files in the archive share their bytes, as in an archive made to do harm.');
    end = start + LOCAL_HEADER + compressedSize;
  }
}

function tooLarge(bytes: number, name?: string): GlossatorError {
  const what = name === undefined ? 'The archive' : `‘${name}’ in the archive`;
  const most = Math.round(bytes / 1_048_576).toLocaleString('en');
  return refused(`${what} would unpack to more than ${most} MB.`);
}

function asRefusal(thrown: unknown): unknown {
  if (thrown instanceof GlossatorError || !(thrown instanceof Error)) return thrown;
  const { code } = thrown as NodeJS.ErrnoException;
  // What the file system says of the file itself goes on as it is.
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return thrown;
  const reason = thrown.message;
  if (/^(?:absolute path|invalid relative path|invalid characters in fileName)/.test(reason)) {
    return refused('The name of a file in the archive leads out of it.');
  }
  return damaged(`The archive is damaged or cut off: ${reason}.`);
}
