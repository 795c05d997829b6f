import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const CORPUS = path.resolve(import.meta.dirname, '../../shared/corpus');

/** Two pages that spell one person in two ways: those of the corpus where it is, else two of our own. */
const OWN: Readonly<Record<string, string>> = {
  'page-one.txt': [
    'Talks without an invitation',
    'In December 2024 the ministry said that Lukashenka would attend the talks. Nobody had invited him.',
    'A spokesman repeated that Lukashenka’s visit was certain.',
  ].join('\n\n'),
  'page-two.txt': [
    'No visit is planned',
    'In March 2022 the same ministry said that Lukashenko would never attend such talks.',
    'Lukashenko himself said nothing.',
  ].join('\n\n'),
};

/** File names and texts, the page with ‘Lukashenka’ first. */
export function twoPages(): Readonly<Record<string, string>> {
  if (!existsSync(CORPUS)) return OWN;
  const names = readdirSync(CORPUS).filter((name) => /^\d{3}_.*\.txt$/.test(name));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(path.join(CORPUS, name), 'utf8')]),
  );
}
