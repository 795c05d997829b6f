import { useQuery } from '@tanstack/react-query';
import type { Assignment } from '../../core/review/verdict.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

/** Who is to code what. Undefined until it is known. */
export function useAssignments(): readonly Assignment[] | undefined {
  const { client } = useWorkspace();
  const queryFn = () => client.call('assignments.list', {});
  return useQuery({ queryKey: queryKeys.assignments, queryFn }).data;
}
