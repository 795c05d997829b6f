import type { ParsedDocument } from '../../core/text/parsed.ts';

export interface ReaderInput {
  readonly bytes: Uint8Array;
  /** without folders; tells the format by its ending, and sometimes the title and date */
  readonly fileName: string;
  /** a label of the encoding that the user chose, over whatever the file says */
  readonly encoding?: string;
}

/**
 * Reads one kind of file. A reader never fetches anything, never executes anything, and fails with nothing but a
 * GlossatorError, whatever the bytes.
 */
export interface DocumentReader {
  /** stable identifier, kept with the document: 'txt', 'md', 'html', … */
  readonly id: string;
  readonly title: string;
  /** lower case, with the dot */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  /** true where its files are no text, so that looking like none is no reason to refuse them */
  readonly binary?: boolean;
  /** larger files are refused before they are read */
  readonly maxBytes: number;
  /** the reader takes linear time and memory on any bytes and calls no library that could fail: it needs no thread of its own */
  readonly inProcess?: true;
  /** 0–1: how surely a file is of this kind, by its beginning (up to 64 kB) and its name */
  recognise(head: Uint8Array, fileName: string): number;
  /** @throws GlossatorError, and nothing else */
  read(input: ReaderInput): ParsedDocument | Promise<ParsedDocument>;
}

/** What hostile files are held to. */
export const LIMITS = {
  /** plain text */
  textBytes: 256 * 1024 * 1024,
  /** Markdown, whose parser takes its time */
  markdownBytes: 16 * 1024 * 1024,
  htmlBytes: 64 * 1024 * 1024,
  mailBytes: 128 * 1024 * 1024,
  subtitleBytes: 64 * 1024 * 1024,
  pdfBytes: 512 * 1024 * 1024,
  /** office documents and e-books, packed */
  officeBytes: 256 * 1024 * 1024,
  rtfBytes: 64 * 1024 * 1024,
  workbookBytes: 64 * 1024 * 1024,
  /** elements inside one another; deeper ones are drawn up to this depth, as browsers do */
  depth: 512,
  /** elements inside one another at which a page is refused */
  refusedDepth: 4_096,
  /** elements, text runs and comments of one page */
  nodes: 4_000_000,
  /** pages with more elements, or more deeply nested ones (the squares of their depths summed), are taken whole, no
   * article sought: the search takes too long on them */
  articleElements: 10_000,
  articleDepth: 20_000_000,
  /** milliseconds that parsing one page may take */
  parseMilliseconds: 30_000,
} as const;

/** The ending of a file name, lower case with its dot; empty where there is none. */
export function extensionOf(fileName: string): string {
  return /\.[^./\\]+$/.exec(fileName)?.[0]?.toLowerCase() ?? '';
}
