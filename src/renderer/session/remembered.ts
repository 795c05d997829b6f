import type { Check } from '../../contract/shape.ts';

/**
 * Looks and places that this machine remembers between starts: nothing that belongs to a project. What cannot be read (an
 * older program's, a damaged one) is said in the console and replaced by the usual.
 */
export function recall<T>(key: string, isWellFormed: Check<T>, usual: T): T {
  const stored = localStorage.getItem(`glossator.${key}`);
  if (stored === null) return usual;
  try {
    const value: unknown = JSON.parse(stored);
    if (isWellFormed(value)) return value;
    console.warn(`What was remembered as ‘${key}’ is not understood.`);
  } catch (thrown) {
    console.warn(`What was remembered as ‘${key}’ cannot be read: ${String(thrown)}`);
  }
  return usual;
}

export function remember(key: string, value: unknown): void {
  localStorage.setItem(`glossator.${key}`, JSON.stringify(value));
}
