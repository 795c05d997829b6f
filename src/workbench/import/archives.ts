import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { GlossatorError } from '../../core/errors.ts';
import { isArchive, ZipArchive, type ZipLimits } from '../../formats/documents/index.ts';
import { type Found, fileError, type ImportFile, skipReason } from './find-files.ts';

/** Bytes read at a time. */
const READ_LENGTH = 262_144;

/** What an archive of documents is held to: it is unpacked one document at a time. */
const ARCHIVE_LIMITS: ZipLimits = {
  entries: 200_000,
  entryBytes: 256 * 1024 * 1024,
  totalBytes: 64 * 1024 ** 3,
};

/**
 * Documents in an archive have paths that go on behind that of its file: `/a/b.zip/folder/c.docx`; those in an archive
 * within it, `/a/b.zip/c.zip/d.txt`. The path of the archive’s file, or null where the path is that of no document in one.
 */
export async function archiveOf(path: string): Promise<string | null> {
  for (let at = dirname(path); at !== dirname(at); at = dirname(at)) {
    const found = await stat(at).catch(() => null);
    if (found?.isFile()) return at;
    if (found) return null;
  }
  return null;
}

function within(archive: string, path: string): string {
  return path.slice(archive.length + 1).replaceAll('\\', '/');
}

/** The archive that was read last stays open for the next of its documents. */
let last: {
  readonly path: string;
  readonly stamp: string;
  readonly archive: ZipArchive;
  /** the archive in it that was read last */
  inner: { readonly name: string; readonly archive: ZipArchive } | null;
} | null = null;
let closing: NodeJS.Timeout | undefined;
const OPEN_MILLISECONDS = 2_000;

function closeLast(): void {
  last?.archive.close();
  last = null;
}

async function opened(path: string): Promise<NonNullable<typeof last>> {
  const { mtimeMs, size } = await stat(path);
  const stamp = `${mtimeMs} ${size}`;
  if (last?.path !== path || last.stamp !== stamp) {
    const archive = await ZipArchive.open(path, ARCHIVE_LIMITS);
    closeLast();
    last = { path, stamp, archive, inner: null };
  }
  clearTimeout(closing);
  closing = setTimeout(closeLast, OPEN_MILLISECONDS).unref();
  return last;
}

/** The longest beginning of a name that is itself a file of the archive. */
function outerName(archive: ZipArchive, name: string): string | undefined {
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
    if (archive.has(name.slice(0, at))) return name.slice(0, at);
  }
  return undefined;
}

async function bytesIn(outer: NonNullable<typeof last>, name: string): Promise<Uint8Array | undefined> {
  const { archive } = outer;
  if (archive.has(name)) return archive.read(name);
  const packed = outerName(archive, name);
  if (packed === undefined) return undefined;
  if (outer.inner?.name !== packed) {
    const bytes = (await archive.read(packed)) ?? new Uint8Array();
    outer.inner = { name: packed, archive: await ZipArchive.open(bytes, ARCHIVE_LIMITS) };
  }
  return outer.inner.archive.read(name.slice(packed.length + 1));
}

/** What was asked of archives before. One document at a time: several that are asked for at once would each open the archive. */
let reading: Promise<unknown> = Promise.resolve();

/**
 * The bytes of a document on the disk or in an archive.
 * @throws GlossatorError file-missing, file-damaged, file-encrypted, archive-refused; what the file system does
 */
export async function documentBytes(path: string): Promise<Uint8Array> {
  const archive = await archiveOf(path);
  if (archive === null) return readFile(path);
  const read = reading.then(async () => bytesIn(await opened(archive), within(archive, path)));
  reading = read.catch(() => undefined);
  const bytes = await read;
  if (bytes) return bytes;
  throw new GlossatorError('file-missing', 'There is no such file in the archive.', { place: { path } });
}

/** The same, in pieces. */
export async function* documentPieces(path: string): AsyncGenerator<Uint8Array> {
  if ((await archiveOf(path)) !== null) yield await documentBytes(path);
  else yield* createReadStream(path, { highWaterMark: READ_LENGTH }) as AsyncIterable<Uint8Array>;
}

/** Where a document in an archive comes from: the archive’s name with the folders in it. Empty for files on the disk. */
export async function sourceInArchive(path: string): Promise<string> {
  const archive = await archiveOf(path);
  return archive === null
    ? ''
    : join(basename(archive), dirname(within(archive, path))).replaceAll('\\', '/');
}

/** The size of a document in an archive, in bytes unpacked. */
export async function foundInArchive(file: ImportFile): Promise<Found> {
  try {
    const bytes = await documentBytes(file.path);
    return { kind: 'file', file, bytes: bytes.length };
  } catch (thrown) {
    return { kind: 'error', path: file.path, error: fileError(thrown, file.path) };
  }
}

/**
 * The documents in an archive, in the order of their names; those of archives in it too, but of none in these.
 * @throws GlossatorError file-damaged, archive-refused
 */
export async function* documentsIn(file: ImportFile): AsyncGenerator<Found> {
  const { archive } = await opened(file.path);
  yield* listed(file, archive, true);
}

async function* listed(file: ImportFile, archive: ZipArchive, goesOn: boolean): AsyncGenerator<Found> {
  const entries = archive.entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  for (const { name, bytes } of entries) {
    const path = join(file.path, name);
    const reason = name
      .split('/')
      .map((part) => skipReason(part, new Set()))
      .find((one) => one !== null);
    if (reason) yield { kind: 'skipped', path, reason };
    else if (!/\.zip$/i.test(name)) yield { kind: 'file', file: { ...file, path }, bytes };
    else if (goesOn) yield* innerArchive({ ...file, path }, archive, name);
    else {
      const message = 'It is an archive in an archive in an archive.';
      yield {
        kind: 'error',
        path,
        error: { code: 'archive-refused', message, remedy: 'Unpack it, and import what was in it.' },
      };
    }
  }
}

async function* innerArchive(file: ImportFile, archive: ZipArchive, name: string): AsyncGenerator<Found> {
  try {
    const packed = (await archive.read(name)) ?? new Uint8Array();
    if (!isArchive(packed, basename(name))) {
      yield { kind: 'file', file, bytes: packed.length };
      return;
    }
    yield* listed(file, await ZipArchive.open(packed, ARCHIVE_LIMITS), false);
  } catch (thrown) {
    yield { kind: 'error', path: file.path, error: fileError(thrown, file.path) };
  }
}
