import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InputOf, ReviewedPassage, ReviewQueue } from '../../contract/procedures.ts';
import { queryKeys } from '../session/invalidation.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ReviewScopeInput } from './review-scope.ts';

type PassageInput = InputOf<'review.passage'>;

export function queueQuery({ client }: Workspace, scope: ReviewScopeInput) {
  return {
    queryKey: [...queryKeys.review, 'queue', scope],
    queryFn: () => client.call('review.queue', scope),
  };
}

export function passageQuery({ client }: Workspace, input: PassageInput) {
  return {
    queryKey: [...queryKeys.review, 'passage', input],
    queryFn: () => client.call('review.passage', input),
  };
}

/** The queue; while another scope is fetched, the one before. */
export function useReviewQueue(scope: ReviewScopeInput): ReviewQueue | undefined {
  return useQuery({ ...queueQuery(useWorkspace(), scope), placeholderData: keepPreviousData }).data;
}

export function useReviewedPassage(input: PassageInput | null): ReviewedPassage | undefined {
  const asked = input ?? { documentId: '', range: { start: 0, end: 0 } };
  return useQuery({ ...passageQuery(useWorkspace(), asked), enabled: input !== null }).data;
}
