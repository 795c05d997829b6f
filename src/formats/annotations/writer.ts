import type { ExportSource } from './source.ts';

/** One kind of thing that a format cannot hold, counted. */
export interface Lost {
  readonly what: string;
  readonly count: number;
}

/** What a writer says of its work while it writes. */
export class ExportTally {
  annotations = 0;
  /** of a table whose rows are not annotations; null for other formats */
  rows: number | null = null;
  readonly #lost = new Map<string, number>();

  /** Counts something that the format cannot hold; `what` is a plural noun phrase for people. */
  lose(what: string, count: number): void {
    if (count > 0) this.#lost.set(what, (this.#lost.get(what) ?? 0) + count);
  }

  /** In the order in which they were first met. */
  get lost(): readonly Lost[] {
    return [...this.#lost].map(([what, count]) => ({ what, count }));
  }
}

/** Writes an annotated set in one format. */
export interface AnnotationWriter {
  /** the name on the command line and in the contract */
  readonly format: string;
  /** with the dot */
  readonly extension: string;
  /** holds all that an `ExportSource` has, so that there is never anything to count as lost */
  readonly lossless: boolean;
  /**
   * Can say of an annotation that its place is lost. The source hands such annotations, and what refers to them, to these
   * writers only; for the others they are counted as what the format cannot hold.
   */
  readonly holdsLost?: true;
  /** Takes lines that are ready from sources that have them (`annotationLines`). */
  readonly takesLines?: true;
  /** What it writes is a page of HTML, to be printed as PDF before it is what its extension says. */
  readonly printed?: true;
  /** The file's bytes, in pieces of about PIECE_LENGTH, as of an `OutputFile`. */
  write(source: ExportSource, tally: ExportTally): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** Bytes, about, that a writer gathers before it hands out a piece: some milliseconds of work. */
export const PIECE_LENGTH = 131_072;
