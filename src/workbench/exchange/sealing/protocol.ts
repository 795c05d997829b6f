import type { ErrorValue } from '../../../core/errors.ts';

/** Seals `from` as the new file `into`, or opens it there. */
export interface SealingRequest {
  readonly task: 'seal' | 'unseal';
  readonly from: string;
  readonly into: string;
  readonly passphrase: string;
  /** of sealing; the format's own where none is given */
  readonly workFactor?: number;
}

/** Errors as values, for threads strip thrown ones. */
export type SealingAnswer = { readonly ok: true } | { readonly ok: false; readonly error: ErrorValue };
