import { z } from 'zod';
import type { ErrorValue } from '../../core/errors.ts';
import type { FoundPassages, IndexState, PassageCounts } from '../../core/query/text-query.ts';
import { once } from '../once.ts';
import { query, returns, setting } from '../procedure.ts';
import { PASSAGE_ORDERS, PASSAGES_AT_ONCE, QUERY_KINDS, SEARCH_QUERY_MAX } from '../vocabulary.ts';
import { id, nothing } from './shared.ts';

/** How the index of the words of the project's texts stands: a file of its own on this machine. */
export interface SearchState {
  readonly state: IndexState;
  /** what keeps the index from being made, with a way out; then texts are read through: slower, but nothing is missed */
  readonly problem: ErrorValue | null;
  /** whether texts are being taken into it at the moment */
  readonly indexing: boolean;
}

/** What is sought, and where. */
const sought = once(() => ({
  kind: z.enum(QUERY_KINDS),
  query: z.string().min(1).max(SEARCH_QUERY_MAX),
  caseSensitive: z.boolean(),
  wholeWord: z.boolean(),
  /** absent: all that are not deleted */
  documentIds: z.array(id()).optional(),
}));

/** Searches raise `invalid-input` where the query cannot be understood, with the UTF-16 offset in it as place; `pattern-too-slow`; `cancelled`. */
export const searchProcedures = {
  /** A page of the passages in which the query is found; `after` is the `next` of the page before. */
  'search.passages': query(
    () =>
      z.strictObject({
        ...sought(),
        order: z.enum(PASSAGE_ORDERS),
        after: z.string().max(10_000).nullable(),
        limit: z.number().int().min(1).max(PASSAGES_AT_ONCE),
      }),
    returns<FoundPassages>(),
  ),
  /** All passages in which the query is found, counted. */
  'search.count': query(() => z.strictObject(sought()), returns<PassageCounts>()),
  'search.state': query(() => nothing(), returns<SearchState>()),
  /** Takes the index away and begins it anew; it comes in the background, as the event `search` tells. */
  'search.rebuild': setting(() => nothing(), returns<SearchState>()),
} as const;
