import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const FILE = join(import.meta.dirname, '../../../../../shared/interop/agreement_reference.json');

export type Value = string | number | null;
// The reference is read as it is written; each entry's test knows its shape.
interface Entry {
  readonly id: string;
  readonly params: Record<string, never>;
  readonly data: Record<string, never>;
  readonly expected: never;
  readonly tolerance: never;
}
export type Numbers = Readonly<Record<string, number>>;

export const entries: readonly Entry[] = existsSync(FILE)
  ? JSON.parse(readFileSync(FILE, 'utf8')).entries
  : [];
export const entry = (id: string): Entry => {
  const found = entries.find((each) => each.id === id);
  if (!found) throw new Error(`the reference has no ${id}`);
  return found;
};

/** Entries that are not computed here, and why. */
export const OTHERWISE: Readonly<Record<string, string>> = {
  'nltk-alpha-easy3b':
    'NLTK answers 1.0; with the lone rating left out one category remains, and Krippendorff (2011) divides 0 by 0: undefined.',
  'gamma-3by100': 'Its table (pygamma-data/3by100.csv) does not come with the reference.',
  'gamma-2by1000': 'Its table (pygamma-data/2by1000.csv) does not come with the reference.',
  'spanf1-conll2000-ground_truth':
    'Its file (conll/seqeval/ground_truth.txt) does not come with the reference.',
  'scheme-decode-tables':
    'How tags stand for spans is a matter of reading CoNLL files, not of agreement; agreement is measured on spans.',
};

export function near(
  actual: number | null | undefined,
  wanted: number,
  tolerance: number,
  what: string,
): void {
  expect(actual, what).toBeTypeOf('number');
  expect(Math.abs((actual as number) - wanted), `${what}: ${actual} for ${wanted}`).toBeLessThanOrEqual(
    tolerance,
  );
}
