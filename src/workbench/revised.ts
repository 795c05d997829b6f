import { isDeepStrictEqual } from 'node:util';

/**
 * The record with these fields changed and the change dated; the very same record where they change nothing, so that
 * the write door sees no change and no action is made of it.
 */
export function revised<R extends { readonly updatedAt: string }>(
  record: R,
  fields: Partial<Omit<R, 'updatedAt'>>,
): R {
  const differs = Object.entries(fields).some(
    ([name, value]) => !isDeepStrictEqual(value, record[name as keyof R]),
  );
  return differs ? { ...record, ...fields, updatedAt: new Date().toISOString() } : record;
}
