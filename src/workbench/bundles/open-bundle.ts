import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Bundle } from '../../formats/annotations/foreign/types.ts';
import { findFiles } from '../import/find-files.ts';
import { BundleDatabases } from './databases.ts';
import { tellingHead } from './json-head.ts';
import { allBytes, HEAD_LENGTH, type PlainFile } from './pieces.ts';
import { zipFiles } from './zip-files.ts';

/** A bundle whose files can be read until it is closed. */
export interface OpenBundle {
  readonly bundle: Bundle;
  /** of a folder or a lone file: the files on the disk that it stands for */
  readonly paths: readonly string[];
  /** bytes, unpacked */
  readonly size: number;
  close(): void;
}

/** Bytes read at a time. */
const READ_LENGTH = 1_048_576;

/** What heads are read into, one at a time: the promise of a read holds its buffer until a thorough collection. */
let free: Uint8Array | null = new Uint8Array(HEAD_LENGTH);

/** The first bytes of a file, at most HEAD_LENGTH. */
export async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  const into = free ?? new Uint8Array(HEAD_LENGTH);
  free = null;
  try {
    const { bytesRead } = await handle.read(into, 0, HEAD_LENGTH, 0);
    // No longer than the file: of a folder's many small files the heads would otherwise be most of what is held.
    return into.slice(0, bytesRead);
  } finally {
    free = into;
    await handle.close();
  }
}

async function* piecesOf(path: string, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path, { highWaterMark: READ_LENGTH })) {
    onRead((piece as Uint8Array).byteLength);
    yield piece as Uint8Array;
  }
}

function diskFile(
  path: string,
  within: string,
  size: number,
  onRead: (bytes: number) => void,
  known?: Uint8Array,
): PlainFile {
  let head: Promise<Uint8Array> | undefined;
  return {
    path: within,
    size,
    head: () => {
      head ??= Promise.resolve(known ?? headOf(path)).then((bytes) =>
        tellingHead(bytes, () => piecesOf(path, () => undefined)),
      );
      return head;
    },
    pieces: () => piecesOf(path, onRead),
    bytes: (limit, onPiece) => allBytes(piecesOf(path, onRead), limit, path, onPiece),
  };
}

/** Whether a file begins as a zip archive does. */
export function isZip(head: Uint8Array): boolean {
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    (head[2] === 3 || head[2] === 5) &&
    (head[3] === 4 || head[3] === 6)
  );
}

async function folderBundle(path: string, onRead: (bytes: number) => void): Promise<OpenBundle> {
  const files: PlainFile[] = [];
  const paths: string[] = [];
  for await (const found of findFiles([{ path }])) {
    if (found.kind !== 'file') continue;
    const within = relative(path, found.file.path).split(sep).join('/');
    files.push(diskFile(found.file.path, within, found.bytes, onRead));
    paths.push(found.file.path);
  }
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const databases = new BundleDatabases(onRead);
  const bundle = { name: basename(path), files: databases.of(files) };
  return { bundle, paths, size, close: () => databases.close() };
}

async function companionsOf(path: string, names: readonly string[]): Promise<readonly [string, number][]> {
  const there: [string, number][] = [];
  for (const name of names) {
    const sibling = join(dirname(path), name);
    const found = await stat(sibling).catch(() => null);
    if (found?.isFile()) there.push([sibling, found.size]);
  }
  return there;
}

/**
 * What an import is pointed at, as a bundle: a folder with all that is in it, a zip archive, or a lone file with those of its `companions`
 * (names beside it) that are there. `onRead` is called with the bytes of each piece that is read and may raise. `known`: the head of a lone file, where
 * it has been read already.
 * @throws what the file system does; GlossatorError of `zipFiles`
 */
export async function openBundle(
  path: string,
  onRead: (bytes: number) => void = () => undefined,
  companions: readonly string[] = [],
  known?: Uint8Array,
): Promise<OpenBundle> {
  const found = await stat(path);
  if (found.isDirectory()) return folderBundle(path, onRead);
  const name = basename(path);
  const head = known ?? (await headOf(path));
  if (isZip(head)) {
    const { files, close } = await zipFiles(path, onRead);
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const databases = new BundleDatabases(onRead);
    const closeAll = (): void => {
      databases.close();
      close();
    };
    return { bundle: { name, files: databases.of(files) }, paths: [path], size, close: closeAll };
  }
  const beside = await companionsOf(path, companions);
  const all: readonly (readonly [string, number])[] = [[path, found.size], ...beside];
  const files = all.map(([each, size]) =>
    diskFile(each, basename(each), size, onRead, each === path ? head : undefined),
  );
  const databases = new BundleDatabases(onRead);
  return {
    bundle: { name, files: databases.of(files.sort((a, b) => (a.path < b.path ? -1 : 1))) },
    paths: all.map(([each]) => each),
    size: all.reduce((sum, [, size]) => sum + size, 0),
    close: () => databases.close(),
  };
}
