import type { InputOf } from '../../contract/procedures.ts';
import { isFlag, objectOf, oneOf } from '../../contract/shape.ts';
import { PASSAGE_ORDERS, QUERY_KINDS } from '../../contract/vocabulary.ts';
import { toErrorValue } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { FoundPassage, PassageCounts, PassageOrder, QueryKind } from '../../core/query/text-query.ts';

/** How one searches: remembered on this machine. What one searches for is the project's, and is not. */
export interface SearchHabits {
  readonly kind: QueryKind;
  readonly caseSensitive: boolean;
  readonly wholeWord: boolean;
  readonly order: PassageOrder;
}

export const isSearchHabits = objectOf<SearchHabits>(
  { kind: oneOf(...QUERY_KINDS), caseSensitive: isFlag, wholeWord: isFlag, order: oneOf(...PASSAGE_ORDERS) },
  [],
  { open: true },
);

export const USUAL_HABITS: SearchHabits = {
  kind: 'words',
  caseSensitive: false,
  wholeWord: false,
  order: 'text',
};

export interface Asked extends SearchHabits {
  readonly query: string;
  /** null: all documents */
  readonly documentIds: readonly Id[] | null;
}

/** Whether there is something to look for. White space may be sought as it stands, but is no word. */
export function hasQuery({ kind, query }: Pick<Asked, 'kind' | 'query'>): boolean {
  return kind === 'words' ? query.trim() !== '' : query !== '';
}

/** What is sought, wherever: the choices that a kind of query does not know left at their usual. */
export function soughtOf({ kind, query, caseSensitive, wholeWord }: Asked): InputOf<'search.count'> {
  return {
    kind,
    query,
    caseSensitive: kind !== 'words' && caseSensitive,
    wholeWord: kind === 'text' && wholeWord,
  };
}

/** Whether a search was refused for what the query says: it cannot be understood, or takes too long. */
export function isQueryFault(error: unknown): boolean {
  return toErrorValue(error).place?.field === 'query';
}

/** Only words are ranked. */
export function orderOf({ kind, order }: Pick<Asked, 'kind' | 'order'>): PassageOrder {
  return kind === 'words' ? order : 'text';
}

export function keyOf({ documentId, start }: FoundPassage): string {
  return `${documentId} ${start}`;
}

/** Passages by document, those with the most first: of a list that is whole. */
export function countsOf(passages: readonly FoundPassage[]): PassageCounts {
  const counts = new Map<Id, number>();
  for (const { documentId } of passages) counts.set(documentId, (counts.get(documentId) ?? 0) + 1);
  const documents = [...counts].map(([documentId, found]) => ({ documentId, passages: found }));
  return { passages: passages.length, documents: documents.sort((a, b) => b.passages - a.passages) };
}

/** The counts of some documents only. */
export function countsIn(counts: PassageCounts, documentIds: readonly Id[] | null): PassageCounts {
  if (documentIds === null) return counts;
  const chosen = new Set(documentIds);
  const documents = counts.documents.filter(({ documentId }) => chosen.has(documentId));
  return { passages: documents.reduce((sum, { passages }) => sum + passages, 0), documents };
}

/** The longest selection that is taken for what one wants to look for. UTF-16 code units. */
const LONGEST_SELECTION = 200;

/**
 * Selected text as a query of a kind; null where it is too long to be meant, or goes over lines. Words: one as it is, several,
 * or what the language of queries would read otherwise, as a phrase. A pattern: with its signs standing for themselves.
 */
export function queryFrom(selected: string, kind: QueryKind): string | null {
  const text = selected.trim();
  if (text === '' || text.length > LONGEST_SELECTION || /[\n\r]/.test(text)) return null;
  if (kind === 'text') return text;
  if (kind === 'pattern') return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (/^[\p{L}\p{N}\p{M}]+$/u.test(text) && text !== 'OR') return text;
  const words = text.replace(/["“”„‟«»″]/g, ' ').trim();
  return words === '' ? null : `"${words}"`;
}
