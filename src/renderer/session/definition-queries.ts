import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CodeVersion } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

const PAGE_LENGTH = 200;

/** The versions of a code's definition, as the journal has them. */
export function useCodeVersions(codeId: Id): readonly CodeVersion[] {
  const { client } = useWorkspace();
  return (
    useQuery({
      queryKey: queryKeys.codeVersions(codeId),
      queryFn: () => client.call('codes.versions', { codeId }),
    }).data ?? []
  );
}

/** Annotations made under an older definition of their code, page by page; of one code, or (null) of all. */
export function useOutdated(codeId: Id | null) {
  const { client } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: queryKeys.outdated(codeId),
    initialPageParam: null as Id | null,
    queryFn: ({ pageParam }) =>
      client.call('annotations.page', {
        outdated: true,
        ...(codeId === null ? {} : { codeIds: [codeId] }),
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
