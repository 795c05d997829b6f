import { useQuery } from '@tanstack/react-query';
import type { CodeVersion } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { usePages } from './annotation-pages.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

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
  return usePages(queryKeys.outdated(codeId), {
    outdated: true,
    ...(codeId === null ? {} : { codeIds: [codeId] }),
  });
}
