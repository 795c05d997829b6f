import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CodeKind } from '../../core/codebook/code.ts';
import type { Person } from '../../core/project/records.ts';
import { type IntakeOptions, intake } from '../../formats/annotations/foreign/intake.ts';
import { withoutManifests } from '../../formats/annotations/foreign/recognise.ts';
import type { Bundle, ForeignItem, ForeignReader } from '../../formats/annotations/foreign/types.ts';
import type { AnnotationReader, ReadRecord } from '../../formats/annotations/reader.ts';
import { openBundle } from '../bundles/open-bundle.ts';
import { filePieces } from './own-set/file-pieces.ts';
import { readApart } from './own-set/read-apart.ts';

/** What an import does with a set beyond reading it. */
export interface SetWishes {
  /** whose it is where the file names nobody */
  readonly nobody: Person;
  /** what a label of the file is called here; null: left out */
  readonly rename?: (kind: CodeKind, path: readonly string[]) => readonly string[] | null;
  /** texts of the project, for sets that come without theirs */
  readonly textFor?: Bundle['textFor'];
  /** sees what a foreign reader read */
  readonly onItem?: (item: ForeignItem) => void;
}

/** An annotated set that an import has found: how it is read. */
export interface FoundSet {
  readonly format: string;
  /** of another program: its labels have no ids of ours, and codes here may get attributes that they lack */
  readonly foreign: boolean;
  /** `onRead` is called before each piece with its length in bytes, and may raise to end the work */
  records(wishes: SetWishes, onRead: (bytes: number) => void): AsyncIterable<readonly ReadRecord[]>;
}

/** From so many bytes on, reading beside the work of storing gains more than a thread costs. */
const LARGE = 16_777_216;

export function nativeSet(reader: AnnotationReader, path: string): FoundSet {
  return {
    format: reader.format,
    foreign: false,
    async *records(_, onRead) {
      const { size } = await stat(path);
      yield* size < LARGE ? reader.read(filePieces(path, onRead)) : readApart(path, onRead);
    },
  };
}

async function* watched(
  items: AsyncIterable<ForeignItem>,
  onItem: (item: ForeignItem) => void,
): AsyncGenerator<ForeignItem> {
  for await (const item of items) {
    onItem(item);
    yield item;
  }
}

export function foreignSet(reader: ForeignReader, path: string): FoundSet {
  return {
    format: reader.format,
    foreign: true,
    async *records({ nobody, rename, onItem, textFor }, onRead) {
      const opened = await openBundle(path, onRead, reader.companions?.(basename(path)) ?? []);
      try {
        const options: IntakeOptions = {
          format: reader.format,
          nobody,
          now: new Date().toISOString(),
          ...(rename ? { rename } : {}),
        };
        const bundle = await withoutManifests(opened.bundle);
        const items = reader.read(textFor ? { ...bundle, textFor } : bundle);
        yield* intake(onItem ? watched(items, onItem) : items, options);
      } finally {
        opened.close();
      }
    },
  };
}
