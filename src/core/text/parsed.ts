import type { Warning } from '../errors.ts';
import type { DocumentMetadata } from '../project/records.ts';
import type { StructuredText, TextRange } from './structure.ts';

export const CUT_REASONS = [
  'caption',
  'navigation',
  'subscription',
  'related',
  'share',
  'comments',
  'legal',
  'outside-article',
  'running-head',
] as const;
export type CutReason = (typeof CUT_REASONS)[number];

/** A run of whole blocks that a reader proposes to leave out: never done silently. UTF-16 offsets, half-open. */
export interface ProposedCut extends TextRange {
  readonly reason: CutReason;
  /** whether it is cut unless the user says otherwise */
  readonly selected: boolean;
}

export interface EncodingFound {
  /** WHATWG name, lower case */
  readonly encoding: string;
  readonly evidence: 'bom' | 'declared' | 'valid-utf8' | 'detected' | 'chosen';
  /** 0–1 */
  readonly confidence: number;
  readonly alternatives: readonly string[];
}

/** What a reader makes of a file's bytes. The text holds everything; the cuts say what may be left out. */
export interface ParsedDocument extends StructuredText {
  readonly metadata: DocumentMetadata;
  readonly cuts: readonly ProposedCut[];
  readonly mediaType: string;
  /** identifier of the reader */
  readonly format: string;
  /** null where the format itself says how its text is encoded: PDF, office documents, mail */
  readonly encoding: EncodingFound | null;
  /** Whether the file is the text in UTF-8 to the byte, as its reader knows; looked for where it does not say. */
  readonly verbatim?: boolean;
  readonly warnings: readonly Warning[];
}
