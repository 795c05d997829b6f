import { GlossatorError } from '../../../core/errors.ts';
import { dateOfStamp } from './dates.ts';
import { monthOf } from './months.ts';

/**
 * Metadata out of the names of files, by a pattern such as `{date}_{source}_{title}` or `{source}/{date} {title}`: what
 * stands in braces is a placeholder, everything else stands in the name as it is. `/` divides folders; a pattern of
 * so many parts meets the end of a path. The ending of a file’s name does not count, but where the pattern itself ends in one.
 */
export interface NamePattern {
  /** from the outermost folder to the file; placeholders and what divides them by turns */
  readonly parts: readonly (readonly Token[])[];
  /** whether it ends in an ending such as `.txt` */
  readonly hasEnding: boolean;
}

type Token =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly name: string };

const ROLES = ['title', 'author', 'date', 'source', 'language'] as const;
type Role = (typeof ROLES)[number];

/** What a name says; or why it says nothing: then nothing of it is taken. */
export type NameReading =
  | {
      readonly metadata: Readonly<Partial<Record<Role, string>>>;
      /** of placeholders that are called otherwise */
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly problem: string };

/** UTF-16 code units. */
const MAX_PATTERN = 500;
const MAX_PATH = 32_768;
/** Placeholders whose content is not wanted; they may stand several times. */
const UNWANTED = new Set(['_', '*', '']);
/** A date may hold the sign that divides it from what follows: so often it is read further. */
const DATE_READINGS = 8;
const DATE_MAX = 60;

function invalid(message: string): GlossatorError {
  return new GlossatorError('name-pattern-invalid', message, {
    remedy:
      'Write placeholders in braces with signs between them: {date}_{source}_{title}, or {source}/{date} {title} with the folder’s name.',
  });
}

/** @throws GlossatorError name-pattern-invalid */
export function parseNamePattern(source: string): NamePattern {
  const text = source.normalize('NFC').replaceAll('\\', '/').trim();
  if (text === '') throw invalid('The pattern is empty.');
  if (text.length > MAX_PATTERN) throw invalid(`The pattern is longer than ${MAX_PATTERN} characters.`);
  const seen = new Set<string>();
  const parts = dividedByFolders(text).map((part) => tokensOf(part, seen));
  if (parts.some((part) => part.length === 0)) {
    throw invalid('A folder has no name: the pattern begins or ends with a stroke, or has two in a row.');
  }
  if (!parts.flat().some(({ kind }) => kind === 'placeholder')) {
    throw invalid('The pattern has no placeholder, so it would say the same of every file: nothing.');
  }
  const last = parts.at(-1)?.at(-1);
  return { parts, hasEnding: last?.kind === 'literal' && ENDING.test(last.text) };
}

/** Strokes divide folders, but not within braces, where there is nothing to divide. */
function dividedByFolders(text: string): readonly string[] {
  const inside = /\{[^{}]*\/[^{}]*\}/.exec(text)?.[0];
  if (inside !== undefined) throw invalid(`‘${inside}’ has a stroke between its braces.`);
  return text.split('/');
}

function tokensOf(part: string, seen: Set<string>): Token[] {
  const tokens: Token[] = [];
  let literal = '';
  const put = (): void => {
    if (literal !== '') tokens.push({ kind: 'literal', text: literal });
    literal = '';
  };
  for (let at = 0; at < part.length; at += 1) {
    const sign = part[at] ?? '';
    if ((sign === '{' || sign === '}') && part[at + 1] === sign) {
      literal += sign;
      at += 1;
    } else if (sign === '}')
      throw invalid('A closing brace has no opening one. Written twice, }}, it stands for itself.');
    else if (sign === '{') {
      const end = part.indexOf('}', at);
      if (end < 0) throw invalid('An opening brace is not closed. Written twice, {{, it stands for itself.');
      put();
      const before = tokens.at(-1);
      const name = placeholderName(part.slice(at + 1, end), seen);
      if (before?.kind === 'placeholder') {
        throw invalid(
          `Between {${before.name}} and {${name}} nothing tells where one ends and the other begins.`,
        );
      }
      tokens.push({ kind: 'placeholder', name });
      at = end;
    } else literal += sign;
  }
  put();
  return tokens;
}

function placeholderName(written: string, seen: Set<string>): string {
  const name = written.replace(/\s+/gu, ' ').trim();
  if (UNWANTED.has(name)) return '_';
  if (name.includes('{')) throw invalid(`‘{${name}’ has an opening brace within another.`);
  if (!/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,59}$/u.test(name)) {
    throw invalid(`‘${name}’ is no name of a placeholder: letters, digits, spaces, and at most 60 of them.`);
  }
  const role = ROLES.find((each) => each === name.toLowerCase()) ?? name;
  if (seen.has(role)) throw invalid(`{${role}} stands in the pattern twice.`);
  seen.add(role);
  return role;
}

/** The ending of a file’s name: a full stop and a few letters and digits, not digits only. */
const ENDING = /\.(?=[\p{N}]*\p{L})[\p{L}\p{N}]{1,10}$/u;

/**
 * What the name of a file says by a pattern. The time it takes grows with the length of the path, whatever the pattern:
 * each placeholder ends where what follows it first stands; only a date is tried to a few lengths.
 */
export function readName({ parts, hasEnding }: NamePattern, path: string): NameReading {
  const folders = path.slice(-MAX_PATH).normalize('NFC').replaceAll('\\', '/').split('/').filter(Boolean);
  if (folders.length < parts.length) return { problem: 'Its path has fewer folders than the pattern.' };
  const named = folders.slice(-parts.length);
  const values = new Map<string, string>();
  for (const [index, tokens] of parts.entries()) {
    const name = named[index] ?? '';
    const isFile = index === parts.length - 1;
    const text = isFile && !hasEnding ? name.replace(ENDING, '') : name;
    const found = valuesOf(tokens, text, 0, 0);
    if (!found) {
      return {
        problem: isFile ? 'Its name is not of this form.' : `Its folder ‘${name}’ is not of this form.`,
      };
    }
    for (const [placeholder, value] of found) values.set(placeholder, value);
  }
  return readingOf(values);
}

type Values = readonly (readonly [placeholder: string, value: string])[];

/** What stands for the placeholders from this token on, in the text from there on; null where it is not of the form. */
function valuesOf(tokens: readonly Token[], text: string, from: number, start: number): Values | null {
  const found: [string, string][] = [];
  let at = start;
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index] as Token;
    if (token.kind === 'literal') {
      if (!text.startsWith(token.text, at)) return null;
      at += token.text.length;
      continue;
    }
    const next = tokens[index + 1];
    if (next === undefined) return at < text.length ? [...found, [token.name, text.slice(at)]] : null;
    if (next.kind !== 'literal') return null;
    if (index + 2 === tokens.length) {
      const end = text.length - next.text.length;
      return end > at && text.endsWith(next.text) ? [...found, [token.name, text.slice(at, end)]] : null;
    }
    if (token.name === 'date') {
      const rest = dateAndRest(tokens, text, index, at, next.text);
      return rest && [...found, ...rest];
    }
    const end = text.indexOf(next.text, at + 1);
    if (end < 0) return null;
    found.push([token.name, text.slice(at, end)]);
    at = end;
  }
  return at === text.length ? found : null;
}

/** A date of the form that says most, so far as what follows it is of the form too; a pattern has but one date. */
function dateAndRest(
  tokens: readonly Token[],
  text: string,
  index: number,
  at: number,
  divider: string,
): Values | null {
  const ends: { readonly end: number; readonly said: number }[] = [];
  for (let end = text.indexOf(divider, at + 1); end >= 0; end = text.indexOf(divider, end + 1)) {
    if (ends.length >= DATE_READINGS || (ends.length > 0 && end - at > DATE_MAX)) break;
    ends.push({ end, said: dateOf(text.slice(at, end)).length });
  }
  // The sort is stable: of those that say as much the shortest comes first.
  for (const { end } of ends.sort((one, other) => other.said - one.said)) {
    const rest = valuesOf(tokens, text, index + 1, end);
    if (rest) return [['date', text.slice(at, end)], ...rest];
  }
  return null;
}

/** Words that stand beside a date without saying anything else: 31 декабря 2024 года. */
const BESIDE = new Set(['года', 'году', 'року', 'the', 'den', 'vom']);

/** ISO 8601, or empty where it is no date or more than one. In names underscores stand for spaces, points and hyphens. */
function dateOf(value: string): string {
  if (value.length > DATE_MAX) return '';
  const words = value.replace(/[_\s]+/gu, ' ').trim();
  const others = words
    .match(/\p{L}{3,}/gu)
    ?.filter((word) => !monthOf(word) && !BESIDE.has(word.toLowerCase()));
  if (others && others.length > 0) return '';
  const read = [words, words.replace(/ /g, '-'), words.replace(/ /g, '.')].map(dateOfStamp);
  return read.reduce((most, date) => (date.length > most.length ? date : most), '');
}

function readingOf(values: ReadonlyMap<string, string>): NameReading {
  const metadata: Partial<Record<Role, string>> = {};
  const fields: Record<string, string> = {};
  for (const [name, written] of values) {
    // Where there is no space, underscores are what stands for it.
    const value = (/\s/u.test(written.trim()) ? written : written.replaceAll('_', ' '))
      .replace(/\s+/gu, ' ')
      .trim();
    const role = ROLES.find((each) => each === name);
    if (value === '') return { problem: `Nothing stands for {${name}}.` };
    if (role === 'date') {
      const date = dateOf(written);
      if (date === '') return { problem: `‘${written}’ is no date that can be read.` };
      metadata.date = date;
    } else if (role === 'language') {
      if (!/^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/i.test(value)) {
        return { problem: `‘${written}’ is no language tag, such as en, ru or be.` };
      }
      metadata.language = value;
    } else if (role) metadata[role] = value;
    else if (name !== '_') fields[name] = value;
  }
  return { metadata, fields };
}
