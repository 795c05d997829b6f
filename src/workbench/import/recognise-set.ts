import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { GlossatorError } from '../../core/errors.ts';
import { forgetHeads } from '../../formats/annotations/foreign/recognise.ts';
import type { ForeignReader } from '../../formats/annotations/foreign/types.ts';
import { setFormats } from '../../formats/annotations/index.ts';
import { readerFor } from '../../formats/documents/index.ts';
import { headOf, openBundle } from '../bundles/open-bundle.ts';
import type { ImportFile } from './find-files.ts';
import { type FoundSet, foreignSet, nativeSet } from './found-set.ts';

/** A set that was recognised, with the files on the disk that it is made of. */
export interface RecognisedSet {
  readonly set: FoundSet;
  readonly paths: readonly string[];
  /** bytes that will be read, unpacked */
  readonly bytes: number;
}

/** From here on the content says what it is. */
const LIKELY = 0.5;
/** From here on it does so however like a document it looks: most sets are also plain text, or a web page. */
const CERTAIN = 0.9;

const foreignReaders: readonly ForeignReader[] = setFormats.flatMap(({ reader }) => (reader ? [reader] : []));

/** Whether the format is one of annotated sets (or else of documents). */
export function isSetFormat(format: string): boolean {
  return setFormats.some(({ about, native, reader }) => about.format === format && (native || reader));
}

async function surest(
  path: string,
  head: Uint8Array | undefined,
): Promise<{ reader: ForeignReader; certainty: number } | null> {
  const opened = await openBundle(path, undefined, [], head);
  try {
    if (opened.bundle.files.length === 0) return null;
    let best: { reader: ForeignReader; certainty: number } | null = null;
    for (const reader of foreignReaders) {
      const certainty = await reader.recognise(opened.bundle);
      if (certainty >= LIKELY && certainty > (best?.certainty ?? 0)) best = { reader, certainty };
    }
    return best;
  } finally {
    forgetHeads(opened.bundle);
    opened.close();
  }
}

async function found(reader: ForeignReader, path: string): Promise<RecognisedSet> {
  const opened = await openBundle(path, undefined, reader.companions?.(basename(path)) ?? []);
  opened.close();
  return { set: foreignSet(reader, path), paths: opened.paths, bytes: opened.size };
}

/** How like a document a file is, beyond being text. */
function likeDocument(head: Uint8Array, name: string): number {
  const reader = readerFor(head, name);
  return reader.id === 'txt' ? 0 : reader.recognise(head, name);
}

/**
 * The annotated set that a folder, an archive or a lone file is as a whole, told by content; null where it is none. `known`: the head of a lone
 * file, where it has been read already.
 * @throws GlossatorError file-format-unknown where another format was asked for than it has; what reading the file raises
 */
export async function recogniseSet(file: ImportFile, known?: Uint8Array): Promise<RecognisedSet | null> {
  const { path, format: wanted } = file;
  const isFolder = !known && (await stat(path)).isDirectory();
  const head = known ?? (isFolder ? new Uint8Array() : await headOf(path));
  if (wanted !== undefined) {
    const format = setFormats.find(({ about }) => about.format === wanted);
    if (format?.reader) return found(format.reader, path);
    if (!format?.native || isFolder) return null;
    if (format.native.recognises(head))
      return { set: nativeSet(format.native, path), paths: [path], bytes: 0 };
    throw new GlossatorError('file-format-unknown', `It does not begin as ‘${wanted}’ does.`, {
      place: { path, line: 1 },
      remedy: 'Leave the format to be recognised, or choose another.',
    });
  }
  if (!isFolder) {
    const native = setFormats.find((format) => format.native?.recognises(head))?.native;
    if (native) return { set: nativeSet(native, path), paths: [path], bytes: 0 };
  }
  const best = await surest(path, isFolder ? undefined : head);
  if (!best) return null;
  if (!isFolder && best.certainty < CERTAIN && likeDocument(head, basename(path)) >= best.certainty)
    return null;
  return found(best.reader, path);
}
