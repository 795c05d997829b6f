import type { Id } from '../../core/ids.ts';

/** Made on first use: a start need not wait for the order of a language. */
let collator: Intl.Collator | undefined;

/** Titles and names in the order of a list for people: numbers by value, without regard to locale. */
export function compareTitles(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true });
  return collator.compare(a, b);
}

export function byId(a: { readonly id: Id }, b: { readonly id: Id }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

interface Titled {
  readonly id: Id;
  readonly title: string;
}

export function byTitle(a: Titled, b: Titled): number {
  return compareTitles(a.title, b.title) || byId(a, b);
}

/** By date, those without one last, then by title. Dates are ISO 8601, whole or in part. */
export function byDate(a: Titled & { readonly date: string }, b: Titled & { readonly date: string }): number {
  if (a.date === b.date) return byTitle(a, b);
  if (a.date === '' || b.date === '') return a.date === '' ? 1 : -1;
  return a.date < b.date ? -1 : 1;
}
