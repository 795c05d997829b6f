import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { FieldValue } from '../../core/journal/action.ts';
import type { SqlRow, SqlValue } from '../connection.ts';
import { canonicalJson } from '../journal/canonical-json.ts';
import type { Identities, ReferredKind } from './identities.ts';
import { damagedContent, storedJson } from './stored-json.ts';
import { packText, unpackText } from './text-value.ts';

/** How one field of a record is kept in its row and written in the journal. */
export interface Column {
  readonly field: string;
  readonly column: string;
  /** what the column holds for this value */
  encode(value: FieldValue, identities: Identities): SqlValue;
  decode(value: SqlValue, identities: Identities): FieldValue;
  /** canonical JSON of the value; `encoded` is what `encode` gave for it */
  json(value: FieldValue, encoded: SqlValue): string;
  /** Other columns that follow from this field. */
  readonly derived?: {
    readonly columns: readonly string[];
    readonly values: (value: FieldValue) => SqlValue[];
  };
  /** what the field is where a caller's record does not have it */
  readonly absent?: FieldValue;
  /** whether a new row may hand over the text of this column as UTF-8, where it is at hand as such */
  readonly asUtf8?: boolean;
  /** the kind of record whose row number the column holds */
  readonly refersTo?: ReferredKind | 'text';
}

/** What ids, instants and words are of: signs that JSON writes as they are. */
const PLAIN = /^[\w:.-]*$/;

/** JSON of a value that is mostly such a string: looking costs less than writing any string. */
function plainJson(value: FieldValue): string {
  return typeof value === 'string' && PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
}

function expected(field: string, type: string, value: FieldValue): never {
  throw new TypeError(`The field ${field} should be a ${type}, not ${JSON.stringify(value)}.`);
}

/** Any string of a person's making. */
export function text(field: string, column = field): Column {
  return {
    field,
    column,
    encode: (value) => (typeof value === 'string' ? packText(value) : expected(field, 'string', value)),
    decode: (value) => unpackText(value),
    json: (value) => (value === '' ? '""' : JSON.stringify(value)),
  };
}

export function textOrNull(field: string): Column {
  const packed = text(field);
  return {
    ...packed,
    encode: (value, identities) => (value === null ? null : packed.encode(value, identities)),
    decode: (value) => (value === null ? null : unpackText(value)),
  };
}

export function number(field: string, column = field): Column {
  return {
    field,
    column,
    encode: (value) => (typeof value === 'number' ? value : expected(field, 'number', value)),
    decode: (value) => value as number,
    json: (value) => (Number.isSafeInteger(value) ? String(value) : canonicalJson(value)),
  };
}

/** Text that no person wrote: an instant in ISO 8601, an id. */
export function plain(field: string, column: string): Column {
  return {
    field,
    column,
    encode: (value) => (typeof value === 'string' ? value : expected(field, 'string', value)),
    decode: (value) => value as string,
    json: (value) => plainJson(value),
  };
}

export function flag(field: string, absent?: boolean): Column {
  return {
    field,
    column: field,
    encode: (value) => (typeof value === 'boolean' ? Number(value) : expected(field, 'boolean', value)),
    decode: (value) => value === 1,
    json: (value) => (value ? 'true' : 'false'),
    ...(absent === undefined ? {} : { absent }),
  };
}

/** One of the words of a list that is closed. */
export function word(field: string, words: readonly string[], column = field): Column {
  return {
    field,
    column,
    encode: (value) => (isOneOf(words, value) ? value : notOneOf(field, words, value)),
    decode: (value) => (isOneOf(words, value) ? value : damaged(field)),
    json: (value) => plainJson(value),
  };
}

/** The same, kept as the word's place in the list: less room in indexes. */
export function place(field: string, words: readonly string[]): Column {
  return {
    field,
    column: field,
    encode: (value) => (isOneOf(words, value) ? words.indexOf(value) : notOneOf(field, words, value)),
    decode: (value) => words[value as number] ?? damaged(field),
    json: (value) => plainJson(value),
  };
}

function isOneOf(words: readonly string[], value: unknown): value is string {
  return typeof value === 'string' && words.includes(value);
}

function notOneOf(field: string, words: readonly string[], value: FieldValue): never {
  throw new GlossatorError('invalid-input', `${JSON.stringify(value)} is not a ${field}.`, {
    place: { field },
    remedy: `Choose one of these: ${words.join(', ')}.`,
  });
}

function damaged(field: string): never {
  throw damagedContent(`the field ${field} of a record is garbled`);
}

/** A structure, kept as canonical JSON. */
export function json(field: string, column = field): Column {
  return {
    field,
    column,
    encode: (value) => canonicalJson(value),
    decode: (value) => storedJson<FieldValue>(value, `the field ${field} of a record`),
    json: (_value, encoded) => encoded as string,
  };
}

export function jsonOrNull(field: string): Column {
  const structure = json(field);
  return {
    ...structure,
    encode: (value) => (value === null ? null : canonicalJson(value)),
    decode: (value, identities) => (value === null ? null : structure.decode(value, identities)),
    json: (_value, encoded) => (encoded === null ? 'null' : (encoded as string)),
  };
}

/** The id of another record, kept as its row number. */
export function reference(field: string, kind: ReferredKind | 'text', column: string = kind): Column {
  return {
    field,
    column,
    encode: (value, identities) =>
      typeof value === 'string' ? identities.rowOf(kind, value, field) : expected(field, 'string', value),
    decode: (value, identities): Id => identities.idOf(kind, value as number),
    json: (value) => plainJson(value),
    refersTo: kind,
  };
}

export function referenceOrNull(field: string, kind: ReferredKind, column: string = kind): Column {
  const present = reference(field, kind, column);
  return {
    ...present,
    encode: (value, identities) => (value === null ? null : present.encode(value, identities)),
    decode: (value, identities) => (value === null ? null : present.decode(value, identities)),
  };
}

/** The value of a column in a row read by name. */
export function cell(row: SqlRow, column: string): SqlValue {
  const value = row[column];
  // The schema stands in the file too, and may be garbled there.
  if (value === undefined) throw damagedContent(`the column ${column} is missing`);
  return value;
}
