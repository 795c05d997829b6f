import { useQuery } from '@tanstack/react-query';
import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { Id } from '../../core/ids.ts';
import { queryKeys } from './invalidation.ts';
import { useWorkspace } from './session-context.ts';

const NONE: readonly DocumentCode[] = [];

/** The document codes of a document, everyone's. */
export function useDocumentCodes(documentId: Id): readonly DocumentCode[] {
  const { client } = useWorkspace();
  const queryFn = () => client.call('documentCodes.list', { documentId });
  return useQuery({ queryKey: queryKeys.documentCodes(documentId), queryFn }).data ?? NONE;
}
