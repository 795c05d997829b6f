import type { ExportSource } from '../source.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import type { ForeignReader } from './types.ts';

/** What offsets count in a format; 'tokens': places of tokens, 'elements': the text itself is marked up. */
export type OffsetUnit = 'utf16' | 'code-points' | 'bytes' | 'tokens' | 'elements' | 'none';

export const WRITE_POLICIES = ['longest', 'first', 'split', 'refuse'] as const;
/**
 * What becomes of what a format has no room for. Overlapping annotations: the longest (of equals the first) is written, the first is, each later one is
 * cut to what is still free, or nothing is written at all. The parts of a discontinuous one: the longest, the first, each as an annotation of its own, or
 * nothing at all.
 */
export type WritePolicy = (typeof WRITE_POLICIES)[number];

export interface WriteOptions {
  readonly overlap: WritePolicy;
  readonly discontinuous: WritePolicy;
  /** the tokens that the document was imported with, where it has such; or the words that `Intl.Segmenter` finds */
  readonly tokens: 'imported' | 'words';
}

export const DEFAULT_WRITE_OPTIONS: WriteOptions = {
  overlap: 'longest',
  discontinuous: 'split',
  tokens: 'imported',
};

/** One file that a writer makes. */
export interface OutputFile {
  /** relative, with '/' between folders; the user's own name replaces it where it is the only file */
  readonly path: string;
  /**
   * Its bytes, to be taken before the next file is asked for. Each piece is made when it is asked for, and stays as it is until the next one is: who
   * keeps it longer copies it.
   */
  readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** Writes an annotated set in a format of other programs. */
export interface ForeignWriter {
  readonly format: string;
  /**
   * @throws GlossatorError invalid-input where a policy is 'refuse' and there is something to refuse
   */
  write(
    source: ExportSource,
    tally: ExportTally,
    options: WriteOptions,
  ): Iterable<OutputFile> | AsyncIterable<OutputFile>;
}

/** A format of annotated sets as people and programs are told of it. */
export interface FormatAbout {
  /** the name on the command line and in the contract */
  readonly format: string;
  readonly title: string;
  /** one sentence: for what it is */
  readonly description: string;
  /** one sentence: what is not in it */
  readonly loses: string;
  /** with the dot; the first is written */
  readonly extensions: readonly string[];
  /** of the extensions the one that is a zip archive of the files */
  readonly archive?: string;
  readonly unit: OffsetUnit;
  /** plural nouns: what of the model it holds */
  readonly holds: readonly string[];
  /** 'one': a lone file whatever is written; 'many': a folder or an archive, a lone file where there is but one document */
  readonly files: 'one' | 'many';
  /** which of the options of writing matter */
  readonly options: readonly (keyof WriteOptions)[];
}

/** A format of annotated sets of other programs: what is said of it, and how it is read and written. */
export interface Codec {
  readonly about: FormatAbout;
  readonly reader?: ForeignReader;
  readonly writer?: ForeignWriter;
}

/** A writer of lone files as one of those that may write several. */
export function loneFile({ format, extension, write }: AnnotationWriter): ForeignWriter {
  return {
    format,
    write: (source, tally) => [{ path: `export${extension}`, pieces: write(source, tally) }],
  };
}
