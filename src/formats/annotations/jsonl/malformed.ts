import { type ErrorCode, GlossatorError } from '../../../core/errors.ts';

/** Where in the file a record stands: what an error says of its place. */
export interface RecordPlace {
  readonly line: number;
  readonly recordKind: string;
  readonly recordId?: string;
}

/** An error about one record, with its place. `field` is the name in the file. */
export function fault(code: ErrorCode, message: string, place: RecordPlace, field?: string): GlossatorError {
  return new GlossatorError(code, message, { place: field === undefined ? place : { ...place, field } });
}

export function malformed(message: string, place: RecordPlace, field?: string): GlossatorError {
  return fault('record-malformed', message, place, field);
}
