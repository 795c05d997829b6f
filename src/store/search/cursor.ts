import { createHash } from 'node:crypto';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { PassageOrder, TextQuery } from '../../core/query/text-query.ts';

/** The passage that was given last. */
export interface TextPlace {
  /** rows in the project */
  readonly text: number;
  readonly document: number;
  /** where the passage starts: UTF-16, in the text */
  readonly start: number;
}

/** Where a list of found passages goes on: after a place in text order, or after so many of a ranking. */
export type Place = TextPlace | { readonly ranked: number };

/** What a page belongs to: the same question of the same documents in the same order. */
export function digestOf(
  query: TextQuery,
  order: PassageOrder,
  documentIds: readonly Id[] | undefined,
): string {
  const asked = [query.kind, query.query, query.caseSensitive, query.wholeWord, order, documentIds ?? null];
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 12);
}

export function writeCursor(digest: string, place: Place): string {
  const numbers = 'ranked' in place ? ['r', place.ranked] : ['t', place.text, place.document, place.start];
  return `${digest}.${numbers.join('.')}`;
}

/** @throws GlossatorError invalid-input where the cursor is of another question, or none of ours */
export function readCursor(digest: string, cursor: string): Place {
  const [asked, kind, ...rest] = cursor.split('.');
  const numbers = rest.filter((digits) => /^\d{1,15}$/.test(digits)).map(Number);
  if (asked === digest && numbers.length === rest.length) {
    const [first = 0, document = 0, start = 0] = numbers;
    if (kind === 'r' && numbers.length === 1) return { ranked: first };
    if (kind === 't' && numbers.length === 3) return { text: first, document, start };
  }
  throw new GlossatorError('invalid-input', 'This search cannot be gone on with from there.', {
    place: { field: 'after' },
    remedy: 'Search again from the beginning.',
  });
}
