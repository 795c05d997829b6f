import { useQuery } from '@tanstack/react-query';
import type { RelationView } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

const NONE: readonly RelationView[] = [];

/** The relations that begin or end at the annotation. */
export function useRelationsOf(annotationId: Id): readonly RelationView[] {
  const { client } = useWorkspace();
  const queryFn = () => client.call('relations.ofAnnotation', { annotationId });
  return useQuery({ queryKey: queryKeys.relationsOf(annotationId), queryFn }).data ?? NONE;
}
