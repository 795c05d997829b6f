import type { Code } from '../../core/codebook/code.ts';
import { type ErrorPlace, GlossatorError, type Warning } from '../../core/errors.ts';
import type { Lost } from '../annotations/writer.ts';

/** A code as codebooks in files hold it: without what only a project knows. */
export type CodebookCode = Omit<Code, 'createdAt' | 'updatedAt' | 'deleted'>;

export const CODEBOOK_FORMATS = ['qdc', 'csv', 'json'] as const;
export type CodebookFormat = (typeof CODEBOOK_FORMATS)[number];

export interface WrittenCodebook {
  readonly bytes: Uint8Array;
  readonly codes: number;
  /** what the format cannot hold */
  readonly lost: readonly Lost[];
}

export interface ReadCodebook {
  readonly format: CodebookFormat;
  /** fit to be stored: no circles, names apart, keys unique, definitions checked; in the order of the tree, parents before children */
  readonly codes: readonly CodebookCode[];
  /** what was left out or mended */
  readonly warnings: readonly Warning[];
}

/** Bytes of a codebook file at most, and codes in it, and places of one below another. */
export const CODEBOOK_BYTES_LIMIT = 32 * 1024 * 1024;
export const CODEBOOK_CODES_LIMIT = 50_000;
export const CODEBOOK_DEPTH_LIMIT = 100;

/** The whole file cannot be read as a codebook. */
export function unreadable(message: string, place: ErrorPlace = {}, cause?: unknown): GlossatorError {
  return new GlossatorError('codebook-unreadable', message, {
    place: { recordKind: 'code', ...place },
    remedy: 'Export the codebook anew, or choose another format.',
    ...(cause === undefined ? {} : { cause }),
  });
}

export function tooLarge(what: string): GlossatorError {
  return new GlossatorError('file-too-large', `The codebook has ${what}.`, {
    place: { recordKind: 'code' },
    remedy: 'Divide it into several files.',
  });
}
