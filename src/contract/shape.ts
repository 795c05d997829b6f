/*
 * Checks of what arrives, for those who have to check before the first screen is there: the schemas' library would have to be loaded,
 * and each schema made, on the way to it. Inputs of calls are checked by schemas (procedure.ts, shell.ts).
 */

export type Check<T> = (value: unknown) => value is T;

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isNothing(value: unknown): value is undefined {
  return value === undefined;
}

/** That, or nothing. */
export function maybe<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value);
}

/** That, or null. */
export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

/** A number from `least` to `most`, both included. */
export function numberFrom(least: number, most: number): Check<number> {
  return (value): value is number => isNumber(value) && value >= least && value <= most;
}

/** A string of `least` to `most` UTF-16 units. */
export function textOf(least: number, most: number): Check<string> {
  return (value): value is string => isText(value) && value.length >= least && value.length <= most;
}

export function oneOf<const T extends readonly string[]>(...values: T): Check<T[number]> {
  return (value): value is T[number] => isText(value) && values.includes(value);
}

/** `least` to `most` of that. */
export function listOf<T>(check: Check<T>, least = 0, most = Number.POSITIVE_INFINITY): Check<T[]> {
  return (value): value is T[] =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(check);
}

/** An object whose fields, however they are named, are all of one kind. */
export function recordOf<T>(check: Check<T>): Check<Record<string, T>> {
  return (value): value is Record<string, T> => isRecord(value) && Object.values(value).every(check);
}

type Fields<T> = { readonly [K in keyof T]-?: Check<Exclude<T[K], undefined>> };
type OptionalKeys<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];

/** An object with these fields and, unless it is `open`, no others; those named `optional` may be missing or undefined. */
export function objectOf<T extends object>(
  fields: Fields<T>,
  optional: readonly OptionalKeys<T>[] = [],
  more: { readonly open?: boolean } = {},
): Check<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  const mayLack = new Set<unknown>(optional);
  return (value): value is T =>
    isRecord(value) &&
    names.every((name) => {
      const own = Object.hasOwn(value, name) ? value[name] : undefined;
      return own === undefined && mayLack.has(name) ? true : fields[name](own);
    }) &&
    (more.open === true || Object.keys(value).every((name) => Object.hasOwn(fields, name)));
}
