import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { GlossatorError } from '../../core/errors.ts';
import type { FormatAbout, OutputFile } from '../../formats/annotations/foreign/format.ts';
import { kept, type Manifest } from './manifest.ts';
import { toGlossatorError, writeWholeFile } from './whole-file.ts';

type Files = Iterable<OutputFile> | AsyncIterable<OutputFile>;

export interface Outputs {
  readonly files: Files;
  readonly about: FormatAbout;
  readonly manifest: Manifest;
  /** the manifest’s bytes, asked for after the last file; null: none is written */
  readonly manifestBytes: (() => Uint8Array) | null;
  /** called between pieces; may raise to end the work */
  readonly onWritten: () => void;
}

const MANIFEST = 'manifest.json';

/** In a folder, in an archive, or as a lone file: by what is there, the name's ending, and the format. */
async function placeOf(
  path: string,
  { files, extensions, archive }: FormatAbout,
): Promise<'folder' | 'zip' | 'file'> {
  const there = await stat(path).catch(() => null);
  if (there?.isDirectory()) return files === 'many' ? 'folder' : 'file';
  const name = path.toLowerCase();
  if (archive !== undefined && name.endsWith(archive)) return 'zip';
  if (extensions.some((extension) => name.endsWith(extension))) return 'file';
  if (name.endsWith('.zip')) return 'zip';
  return files === 'many' && (path.endsWith(sep) || !/\.[^./\\]{1,8}$/.test(name)) ? 'folder' : 'file';
}

/** The first file's pieces; raises where there is a second, before the file is put in its place. */
async function* only(files: Files, manifest: Manifest, name: string): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const file of files) {
    count += 1;
    if (count === 1) yield* manifest.following(file, name);
    else {
      throw new GlossatorError('invalid-input', 'In this format the set takes several files.', {
        place: { path: file.path },
        remedy: 'Give the name of a folder, or one that ends in .zip.',
      });
    }
  }
}

async function* zipped({ files, manifest, manifestBytes }: Outputs): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const options = { mode: 0o100644, mtime: new Date(Date.UTC(1980, 0, 1)), forceDosTimestamp: true };
  const fail = (thrown: unknown): void => {
    output.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
  };
  zip.on('error', fail);
  const adding = async (): Promise<void> => {
    for await (const file of files) {
      const input = Readable.from(kept(manifest.following(file)));
      input.on('error', fail);
      const ended = once(input, 'close');
      zip.addReadStream(input, file.path, options);
      await ended;
    }
    if (manifestBytes) zip.addBuffer(Buffer.from(manifestBytes()), MANIFEST, options);
    zip.end();
  };
  const added = adding().catch(fail);
  for await (const piece of output) yield piece as Uint8Array;
  await added;
}

async function writeInto(folder: string, file: OutputFile, { manifest, onWritten }: Outputs): Promise<void> {
  const target = join(folder, ...file.path.split('/'));
  if (!resolve(target).startsWith(resolve(folder) + sep))
    throw new Error(`${file.path} leads out of the folder`);
  await mkdir(dirname(target), { recursive: true });
  const stream = createWriteStream(target, { flags: 'wx' });
  try {
    for await (const piece of kept(manifest.following(file))) {
      onWritten();
      if (!stream.write(piece)) await once(stream, 'drain');
    }
  } finally {
    stream.end();
    await once(stream, 'close');
  }
}

/** Beside its place first; then put there, file by file where the folder is there already. */
async function writeFolder(path: string, outputs: Outputs): Promise<readonly string[]> {
  const target = resolve(path);
  const draft = join(
    dirname(target),
    `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.part`,
  );
  const written: string[] = [];
  try {
    await mkdir(draft);
    for await (const file of outputs.files) {
      await writeInto(draft, file, outputs);
      written.push(join(target, ...file.path.split('/')));
    }
    if (outputs.manifestBytes) {
      await writeInto(draft, { path: MANIFEST, pieces: [outputs.manifestBytes()] }, outputs);
      written.push(join(target, MANIFEST));
    }
    await mkdir(target, { recursive: true });
    for (const name of await readdir(draft, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const from = join(name.parentPath, name.name);
      const to = target + from.slice(draft.length);
      await mkdir(dirname(to), { recursive: true });
      await rename(from, to);
    }
    return written;
  } catch (thrown) {
    throw toGlossatorError(thrown, path);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Writes what a writer made: into a folder, a zip archive or one file, by the name that the user gave. Gives the paths that were written. Raises
 * `invalid-input` where several files have no place, what `writeWholeFile` raises, and what the writer and `onWritten` raise.
 */
export async function writeOutputs(path: string, outputs: Outputs): Promise<readonly string[]> {
  const place = await placeOf(path, outputs.about);
  if (place === 'folder') return writeFolder(path, outputs);
  const { files, manifest, manifestBytes, onWritten, about } = outputs;
  // What is an archive by its own format holds nothing but what that format says.
  const isOwnArchive = about.archive !== undefined && path.toLowerCase().endsWith(about.archive);
  if (place === 'zip' && !isOwnArchive) {
    await writeWholeFile(path, zipped(outputs), onWritten);
    return [path];
  }
  const content = isOwnArchive
    ? zipped({ ...outputs, manifestBytes: null })
    : only(files, manifest, basename(path));
  await writeWholeFile(path, content, onWritten);
  if (!manifestBytes) return [path];
  const beside = `${path}.${MANIFEST}`;
  await writeWholeFile(beside, [manifestBytes()], onWritten);
  return [path, beside];
}
