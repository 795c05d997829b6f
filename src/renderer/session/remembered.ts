import type { z } from 'zod';

/**
 * Looks and places that this machine remembers between starts: nothing that belongs to a project. What cannot be read (an
 * older program's, a damaged one) is said in the console and replaced by the usual.
 */
export function recall<T>(key: string, schema: z.ZodType<T>, usual: T): T {
  const stored = localStorage.getItem(`glossator.${key}`);
  if (stored === null) return usual;
  try {
    const parsed = schema.safeParse(JSON.parse(stored));
    if (parsed.success) return parsed.data;
    console.warn(`What was remembered as ‘${key}’ is not understood: ${parsed.error.message}`);
  } catch (thrown) {
    console.warn(`What was remembered as ‘${key}’ cannot be read: ${String(thrown)}`);
  }
  return usual;
}

export function remember(key: string, value: unknown): void {
  localStorage.setItem(`glossator.${key}`, JSON.stringify(value));
}
