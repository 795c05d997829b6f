import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { InputOf } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { useWorkspace } from './session-context.ts';

const PAGE_LENGTH = 200;

type Wanted = Omit<InputOf<'annotations.page'>, 'limit' | 'after'>;

/** The annotations that are wanted, page by page as they are asked for. */
export function usePages(queryKey: QueryKey, wanted: Wanted) {
  const { client } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey,
    initialPageParam: null as Id | null,
    queryFn: ({ pageParam }) =>
      client.call('annotations.page', {
        ...wanted,
        limit: PAGE_LENGTH,
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    getNextPageParam: (last) =>
      last.annotations.length < PAGE_LENGTH ? undefined : (last.annotations.at(-1)?.id ?? undefined),
  });
  const annotations = useMemo(
    () => query.data?.pages.flatMap((page) => page.annotations) ?? [],
    [query.data],
  );
  return {
    annotations,
    total: query.data?.pages[0]?.total ?? 0,
    loaded: query.data !== undefined,
    fetchMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
}
