import { v7, validate, version } from 'uuid';

/** A UUIDv7 (RFC 9562): sorts by time of making, lower case, 36 characters. */
export type Id = string;

export function newId(): Id {
  return v7();
}

export function isId(value: unknown): value is Id {
  return typeof value === 'string' && validate(value) && version(value) === 7;
}
