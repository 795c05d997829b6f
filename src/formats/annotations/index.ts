import { codecs } from './foreign/codecs.ts';
import { type ForeignWriter, type FormatAbout, loneFile } from './foreign/format.ts';
import type { ForeignReader } from './foreign/types.ts';
import { jsonlReader } from './jsonl/read.ts';
import { nativeFormats } from './native.ts';
import type { AnnotationReader } from './reader.ts';

/** A format of annotated sets: what is said of it, and what reads and writes it. */
export interface SetFormat {
  readonly about: FormatAbout;
  /** reads our own format; null for those of other programs */
  readonly native: AnnotationReader | null;
  /** reads a format of other programs */
  readonly reader: ForeignReader | null;
  readonly writer: ForeignWriter | null;
  /** holds all that an `ExportSource` has, so that there is never anything to count as lost */
  readonly lossless: boolean;
  /** can say of an annotation that its place is lost */
  readonly holdsLost: boolean;
  /** the writer takes lines of annotations that are ready, where the source has them */
  readonly takesLines: boolean;
  /** what the writer gives is a page of HTML, to be printed as PDF */
  readonly printed: boolean;
}

/** Every format of annotated sets, ours first, by the names that the contract and the command line use. */
export const setFormats: readonly SetFormat[] = [
  ...nativeFormats.map(({ about, writer }) => ({
    about,
    native: about.format === jsonlReader.format ? jsonlReader : null,
    reader: null,
    writer: loneFile(writer),
    lossless: writer.lossless,
    holdsLost: writer.holdsLost ?? false,
    takesLines: writer.takesLines ?? false,
    printed: writer.printed ?? false,
  })),
  ...codecs.map(({ about, reader, writer }) => ({
    about,
    native: null,
    reader: reader ?? null,
    writer: writer ?? null,
    lossless: false,
    holdsLost: false,
    takesLines: false,
    printed: false,
  })),
];
