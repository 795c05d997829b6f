import { useQuery } from '@tanstack/react-query';
import type { LostAnchor, TextVersion } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { usePages } from './annotation-pages.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

/** Annotations of the project that have lost their place, page by page. */
export function useLost() {
  return usePages([...queryKeys.lost, 'pages'], { lost: true });
}

/** A lost annotation beside its old text and what is proposed; undefined while it is sought, or where it is not lost. */
export function useLostAnchor(annotationId: Id, lost: boolean): LostAnchor | undefined {
  const { client } = useWorkspace();
  return useQuery({
    queryKey: [...queryKeys.lost, 'anchor', annotationId],
    queryFn: () => client.call('texts.lostAnchor', { annotationId }),
    enabled: lost,
  }).data;
}

/** A passage of a text, which never changes; undefined until it is here. */
export function usePassage(textId: Id | null, { start, end }: TextRange): string | undefined {
  const { client } = useWorkspace();
  return useQuery({
    queryKey: ['passage', textId, start, end],
    queryFn: () => client.call('documents.slice', { textId: textId ?? '', range: { start, end } }),
    enabled: textId !== null && end > start,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** The texts that a document has had, newest first. */
export function useTextVersions(documentId: Id): readonly TextVersion[] | undefined {
  const { client } = useWorkspace();
  return useQuery({
    queryKey: [...queryKeys.versions, documentId],
    queryFn: () => client.call('texts.versions', { documentId }),
  }).data;
}
