import type { WorkbenchClient } from '../../contract/client.ts';
import type { Id } from '../../core/ids.ts';
import { queryKeys } from './invalidation.ts';

/** A document with its outline. */
export function openedQuery(client: WorkbenchClient, documentId: Id) {
  return {
    queryKey: queryKeys.opened(documentId),
    queryFn: () => client.call('documents.open', { documentId }),
    // The list says whether a document is there; what is not is closed.
    meta: { absenceIsSeen: true },
  };
}
