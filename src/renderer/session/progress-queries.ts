import { useQuery } from '@tanstack/react-query';
import type { PersonProgress } from '../../contract/procedures.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

/** How far everyone is. Undefined until it is known. */
export function useProgress(): readonly PersonProgress[] | undefined {
  const { client } = useWorkspace();
  const queryFn = () => client.call('project.progress', {});
  return useQuery({ queryKey: queryKeys.progress, queryFn }).data;
}
