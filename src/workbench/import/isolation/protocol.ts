import type { ErrorValue } from '../../../core/errors.ts';
import type { ParsedDocument } from '../../../core/text/parsed.ts';
import type { MailContent } from '../../../formats/documents/eml/attachments.ts';
import type { ReaderInput } from '../../../formats/documents/index.ts';

/** A file to read, and by which reader where that has been chosen. */
export type ReadRequest = ReaderInput & { readonly format?: string };

/** `attachments`: of a mail what is attached to it, in place of its text. */
export type WorkerRequest = ReadRequest & { readonly wanted?: 'attachments' };

/** What the worker answers to a request; errors as values, for threads strip thrown ones. */
export type ReadAnswer =
  | { readonly ok: true; readonly document: ParsedDocument }
  | { readonly ok: true; readonly mail: MailContent }
  | { readonly ok: false; readonly error: ErrorValue };
