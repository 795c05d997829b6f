import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EntityProposal } from '../../contract/procedures.ts';
import type { CountedEntity } from '../../core/entity/entity.ts';
import type { Id } from '../../core/ids.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

const NO_ENTITIES: readonly CountedEntity[] = [];

export function useEntities(): { readonly entities: readonly CountedEntity[]; readonly loaded: boolean } {
  const { client } = useWorkspace();
  const queryFn = () => client.call('entities.list', {});
  const { data } = useQuery({ queryKey: queryKeys.entities, queryFn });
  return { entities: data ?? NO_ENTITIES, loaded: data !== undefined };
}

/** The entities by id; the map keeps its identity while they are the same. */
export function useEntityMap(): ReadonlyMap<Id, CountedEntity> {
  const { entities } = useEntities();
  return useMemo(() => new Map(entities.map((entity) => [entity.id, entity])), [entities]);
}

/** More words than these name nothing. UTF-16 code units. */
const WORDS_ASKED = 200;
const PROPOSALS = 8;

export interface Proposals {
  /** best first */
  readonly proposals: readonly EntityProposal[];
  /** whether the proposals are those of the words and of the entities as they are now: until then those of before are shown */
  readonly settled: boolean;
}

/** Entities that the words may name. */
export function useProposals(words: string, wanted: boolean): Proposals {
  const { client } = useWorkspace();
  const asked = words.trim().slice(0, WORDS_ASKED);
  const { data, isPlaceholderData, isFetching } = useQuery({
    queryKey: queryKeys.entityProposals(asked),
    queryFn: () => client.call('entities.propose', { words: asked, limit: PROPOSALS }),
    enabled: wanted && asked !== '',
    placeholderData: (before: readonly EntityProposal[] | undefined) => before,
  });
  if (asked === '') return { proposals: [], settled: true };
  return { proposals: data ?? [], settled: data !== undefined && !isPlaceholderData && !isFetching };
}

const PAGE_LENGTH = 200;

/** An entity's mentions by the dates of their documents, page by page. */
export function useMentions(entityId: Id) {
  const { client } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: queryKeys.mentions(entityId),
    initialPageParam: null as Id | null,
    queryFn: ({ pageParam }) =>
      client.call('entities.mentions', {
        entityId,
        limit: PAGE_LENGTH,
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    getNextPageParam: ({ mentions }) =>
      mentions.length < PAGE_LENGTH ? undefined : mentions.at(-1)?.annotation.id,
  });
  const mentions = useMemo(() => query.data?.pages.flatMap((page) => page.mentions) ?? [], [query.data]);
  return {
    mentions,
    total: query.data?.pages[0]?.total ?? 0,
    loaded: query.data !== undefined,
    fetchMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
}
