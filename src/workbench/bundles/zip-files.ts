import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { GlossatorError } from '../../core/errors.ts';
import { tellingHead } from './json-head.ts';
import { allBytes, firstBytes, type PlainFile } from './pieces.ts';

/** What hostile archives are held to. */
export const ZIP_LIMITS = {
  entries: 200_000,
  /** bytes of all files, unpacked */
  unpacked: 64 * 1024 ** 3,
  /** an entry that unpacks to more than this may be at most `ratio` times as large as it is packed */
  suspicious: 64 * 1024 ** 2,
  ratio: 200,
} as const;

function refuse(message: string, path: string, remedy?: string): GlossatorError {
  return new GlossatorError('file-unreadable', message, { place: { path }, ...(remedy ? { remedy } : {}) });
}

function checkEntry(entry: Entry, path: string): void {
  if (entry.isEncrypted() || !entry.canDecodeFileData()) {
    throw refuse(
      `‘${entry.fileName}’ in the archive is encrypted or packed in a way that is not known here.`,
      path,
      'Unpack it in its own program, and import the folder.',
    );
  }
  const { compressedSize, uncompressedSize } = entry;
  if (uncompressedSize > ZIP_LIMITS.suspicious && uncompressedSize > compressedSize * ZIP_LIMITS.ratio) {
    throw new GlossatorError(
      'file-too-large',
      `‘${entry.fileName}’ in the archive would unpack to more than ${ZIP_LIMITS.ratio} times its size.`,
      { place: { path }, remedy: 'If you trust it, unpack it yourself and import the folder.' },
    );
  }
}

async function* unpacked(zip: ZipFile, entry: Entry, path: string, onRead: (bytes: number) => void) {
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      onRead((piece as Uint8Array).byteLength);
      yield piece as Uint8Array;
    }
  } catch (thrown) {
    if (thrown instanceof GlossatorError) throw thrown;
    throw refuse(
      `‘${entry.fileName}’ in the archive is damaged: ${thrown instanceof Error ? thrown.message : thrown}`,
      path,
    );
  }
}

/**
 * The files of a zip archive, unpacked when they are read and never onto the disk.
 * @throws GlossatorError file-unreadable (damaged, encrypted, a name that leads out of the archive), file-too-large (a bomb)
 */
export async function zipFiles(
  path: string,
  onRead: (bytes: number) => void,
): Promise<{ readonly files: readonly PlainFile[]; readonly close: () => void }> {
  const zip = await openPromise(path, { autoClose: false }).catch((thrown: unknown) => {
    throw refuse(`The archive is damaged: ${thrown instanceof Error ? thrown.message : thrown}`, path);
  });
  try {
    return { files: await entriesOf(zip, path, onRead), close: () => zip.close() };
  } catch (thrown) {
    zip.close();
    if (thrown instanceof GlossatorError) throw thrown;
    throw refuse(`The archive is damaged: ${thrown instanceof Error ? thrown.message : thrown}`, path);
  }
}

async function entriesOf(
  zip: ZipFile,
  path: string,
  onRead: (bytes: number) => void,
): Promise<readonly PlainFile[]> {
  const tooLarge = (message: string) => new GlossatorError('file-too-large', message, { place: { path } });
  if (zip.entryCount > ZIP_LIMITS.entries) throw tooLarge(`The archive has ${zip.entryCount} files.`);
  const files: PlainFile[] = [];
  const names = new Set<string>();
  let total = 0;
  // Names that lead out of the archive are refused by the library, which raises.
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue;
    checkEntry(entry, path);
    total += entry.uncompressedSize;
    if (total > ZIP_LIMITS.unpacked) throw tooLarge('The archive would unpack to more than 64 GB.');
    if (names.has(entry.fileName)) throw refuse(`The archive has two files ‘${entry.fileName}’.`, path);
    names.add(entry.fileName);
    files.push({
      path: entry.fileName,
      size: entry.uncompressedSize,
      head: async () => {
        const pieces = () => unpacked(zip, entry, path, () => undefined);
        return tellingHead(await firstBytes(pieces()), pieces);
      },
      pieces: () => unpacked(zip, entry, path, onRead),
      bytes: (limit, onPiece) =>
        allBytes(unpacked(zip, entry, path, onRead), limit, `${path}/${entry.fileName}`, onPiece),
    });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
