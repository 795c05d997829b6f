import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import type { ListedDocument } from '../../core/project/records.ts';
import type { WriteTransaction } from '../types.ts';
import type { Scratch } from './scratch.ts';

/** What there is when a random action is done, and what the action chose. */
export interface World {
  readonly scratch: Scratch;
  readonly tx: WriteTransaction;
  readonly choice: number;
  readonly other: number;
  readonly text: string;
  /** annotations that were ever made */
  readonly ever: Id[];
  readonly codes: readonly CountedCode[];
  readonly annotations: readonly Annotation[];
  readonly document: ListedDocument | undefined;
  readonly code: CountedCode | undefined;
  readonly annotation: Annotation | undefined;
}

export function pick<T>(of: readonly T[], choice: number): T | undefined {
  return of.length === 0 ? undefined : of[choice % of.length];
}
