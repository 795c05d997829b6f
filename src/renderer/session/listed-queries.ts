import type { WorkbenchClient } from '../../contract/client.ts';
import { queryKeys } from './invalidation.ts';

/** The documents with their counts and whose work in them is how far. */
export function documentsQuery(client: WorkbenchClient) {
  return { queryKey: queryKeys.documents, queryFn: () => client.call('documents.list', {}) };
}

/** The codebook with its counts. */
export function codesQuery(client: WorkbenchClient) {
  return { queryKey: queryKeys.codes, queryFn: () => client.call('codes.list', {}) };
}
