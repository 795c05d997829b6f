import { useQuery } from '@tanstack/react-query';
import type { LinkTarget } from '../../contract/procedures.ts';
import type { Comment, CommentedKind, Memo } from '../../core/discussion/discussion.ts';
import type { Id } from '../../core/ids.ts';
import type { MemoTarget } from '../workspace/workspace.ts';
import type { RecordReference } from '../writing/record-links.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

const NO_COMMENTS: readonly Comment[] = [];
const NO_MEMOS: readonly Memo[] = [];

/** By thread, oldest first. */
export function useComments(targetKind: CommentedKind, targetId: Id): readonly Comment[] {
  const { client } = useWorkspace();
  const queryKey = queryKeys.comments(targetKind, targetId);
  const queryFn = () => client.call('comments.list', { targetKind, targetId });
  return useQuery({ queryKey, queryFn }).data ?? NO_COMMENTS;
}

export interface Memos {
  readonly memos: readonly Memo[];
  readonly loaded: boolean;
}

/** On one record, or (null) of the whole project; newest first. */
export function useMemos(target: MemoTarget | null): Memos {
  const { client } = useWorkspace();
  const { data } = useQuery({
    queryKey: target ? queryKeys.memosOf(target.targetKind, target.targetId) : [...queryKeys.memos, 'all'],
    queryFn: () => client.call('memos.list', target ? { target } : {}),
  });
  return { memos: data ?? NO_MEMOS, loaded: data !== undefined };
}

/** What the references lead to, in their order. Undefined until it is known. */
export function useLinkTargets(references: readonly RecordReference[]): readonly LinkTarget[] | undefined {
  const { client } = useWorkspace();
  const asked = references.map(({ kind, id }) => `${kind}/${id}`);
  return useQuery({
    queryKey: [...queryKeys.links, 'resolve', ...asked],
    queryFn: () =>
      client.call('links.resolve', { references: references.map(({ kind, id }) => ({ kind, id })) }),
    enabled: references.length > 0,
  }).data;
}

/** Memos and comments that link to the record. */
export function useBacklinks({ kind, id }: RecordReference) {
  const { client } = useWorkspace();
  const queryFn = () => client.call('links.to', { kind, id });
  return useQuery({ queryKey: [...queryKeys.links, 'to', kind, id], queryFn }).data;
}

const FOUND = 30;

/** Records whose title, name or quotation holds the words. */
export function useFoundRecords(words: string) {
  const { client } = useWorkspace();
  const { data, isPlaceholderData } = useQuery({
    queryKey: [...queryKeys.links, 'find', words],
    queryFn: () => client.call('links.find', { words, limit: FOUND }),
    placeholderData: (before: readonly LinkTarget[] | undefined) => before,
  });
  return { targets: data ?? [], settled: data !== undefined && !isPlaceholderData };
}
