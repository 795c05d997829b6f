import type { WordQuery } from '../../core/query/word-query.ts';

function quoted(words: readonly string[]): string {
  // Words are letters and digits of any script, and no quotation mark is one.
  return `"${words.join(' ')}"`;
}

/**
 * The query as FTS5 reads it. Null where it asks for signs, which are in no index: then texts are read through.
 * @see https://www.sqlite.org/fts5.html#full_text_query_syntax
 */
export function ftsExpression(query: WordQuery): string | null {
  switch (query.kind) {
    case 'phrase':
      return `${quoted(query.words)}${query.prefix ? ' *' : ''}`;
    case 'signs':
      return null;
    case 'any': {
      const parts = query.parts.map(ftsExpression);
      return parts.includes(null) ? null : `(${parts.join(' OR ')})`;
    }
    case 'all': {
      const parts = query.parts.map(ftsExpression);
      const without = query.without.map(ftsExpression);
      if (parts.includes(null) || without.includes(null)) return null;
      const asked = `(${parts.join(' AND ')})`;
      return without.length === 0 ? asked : `(${asked} NOT (${without.join(' OR ')}))`;
    }
  }
}

/** A single word as the index has it, which makes letters of ASCII small; null where more is asked for. */
export function indexedWord(query: WordQuery): string | null {
  if (query.kind !== 'phrase' || query.prefix || query.words.length !== 1) return null;
  return query.words[0]?.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) ?? null;
}
