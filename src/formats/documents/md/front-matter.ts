import { parseDocument } from 'yaml';
import type { DocumentMetadata } from '../../../core/project/records.ts';
import { dateOfStamp } from '../metadata/dates.ts';

export interface FrontMatter {
  /** field names in lower case to their values as text */
  readonly fields: ReadonlyMap<string, string>;
  /** UTF-16 offset at which the text itself begins */
  readonly end: number;
  /** why the block between the dashes could not be read, if it could not */
  readonly problem: string | null;
}

const FRONT_MATTER_MAX = 65_536;

/** Reads the YAML between `---` lines at a text’s beginning. Null where there is none. */
export function readFrontMatter(text: string): FrontMatter | null {
  const match = /^---[ \t]*\n(?!\s*\n)([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(
    text.slice(0, FRONT_MATTER_MAX),
  );
  if (!match) return null;
  const source = match[1] ?? '';
  // A rule at the top of a text is no front matter.
  if (!/^\s*["']?[\p{L}_][\p{L}\p{N}_ -]*["']?\s*:/mu.test(source)) return null;
  const parsed = parseDocument(source, { schema: 'core', prettyErrors: false, logLevel: 'silent' });
  const problem = parsed.errors[0]?.message ?? null;
  if (problem) return { fields: new Map(), end: match[0].length, problem };
  let value: unknown;
  try {
    value = parsed.toJS({ maxAliasCount: 50 });
  } catch (thrown) {
    // Aliases that multiply (“billion laughs”) are refused so.
    if (!(thrown instanceof ReferenceError)) throw thrown;
    return { fields: new Map(), end: match[0].length, problem: thrown.message };
  }
  const fields = new Map<string, string>();
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [name, field] of Object.entries(value)) {
      const written = asText(field);
      if (written) fields.set(name.toLowerCase().trim(), written);
    }
  }
  return { fields, end: match[0].length, problem: null };
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(asText).filter(Boolean).join(', ');
  if (typeof value === 'object' && value !== null && 'name' in value) return asText(value.name);
  return '';
}

const KNOWN: Readonly<Record<'title' | 'author' | 'date' | 'source' | 'language', readonly string[]>> = {
  title: ['title', 'headline'],
  author: ['author', 'authors', 'byline', 'creator'],
  date: ['date', 'published', 'created', 'datum'],
  source: ['source', 'url', 'link', 'canonical', 'publication', 'publisher'],
  language: ['language', 'lang', 'locale'],
};

/** Document metadata out of the fields; those of other names become free fields. Empty where the fields say nothing. */
export function frontMatterMetadata(fields: ReadonlyMap<string, string>): DocumentMetadata {
  const rest = new Map(fields);
  const take = (names: readonly string[]): string => {
    const name = names.find((candidate) => rest.has(candidate));
    const value = name === undefined ? '' : (rest.get(name) ?? '');
    if (name !== undefined) rest.delete(name);
    return value;
  };
  const written = {
    title: take(KNOWN.title),
    author: take(KNOWN.author),
    date: take(KNOWN.date),
    source: take(KNOWN.source),
    language: take(KNOWN.language),
  };
  const date = dateOfStamp(written.date);
  if (written.date && !date) rest.set('date', written.date);
  return { ...written, date, fields: Object.fromEntries(rest) };
}
