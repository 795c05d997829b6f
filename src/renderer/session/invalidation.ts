import type { QueryKey } from '@tanstack/react-query';
import type { TouchedRecords } from '../../core/journal/action.ts';

/** The keys under which the window keeps what it fetched. One place, so that invalidation cannot miss one. */
export const queryKeys = {
  project: ['project'] as const,
  documents: ['documents'] as const,
  opened: (documentId: string) => ['opened', documentId] as const,
  codes: ['codes'] as const,
  annotation: (annotationId: string) => ['annotation', annotationId] as const,
  annotationsAt: (documentId: string, start: number, end: number) =>
    ['annotations', documentId, 'at', start, end] as const,
  annotationPages: (documentId: string, codeIds: readonly string[]) =>
    ['annotations', documentId, 'pages', ...codeIds] as const,
  history: (recordId: string) => ['history', recordId] as const,
};

/**
 * What has to be fetched anew after a change: prefixes of query keys. Counts stand in the lists of documents and of codes, so
 * that a change of annotations makes these stale too, but not the documents' texts.
 */
export function staleKeys(touched: readonly TouchedRecords[]): readonly QueryKey[] {
  const keys = new Map<string, QueryKey>();
  const add = (key: QueryKey) => keys.set(JSON.stringify(key), key);
  for (const { kind, ids, documentIds } of touched) {
    switch (kind) {
      case 'project':
      case 'person':
        add(queryKeys.project);
        break;
      case 'document':
        add(queryKeys.documents);
        if (ids === 'many') add(['opened']);
        else for (const id of ids) add(queryKeys.opened(id));
        break;
      case 'code':
        add(queryKeys.codes);
        break;
      case 'annotation':
        add(queryKeys.documents);
        add(queryKeys.codes);
        if (documentIds === 'many') add(['annotations']);
        else for (const id of documentIds) add(['annotations', id]);
        if (ids === 'many') add(['annotation']);
        else for (const id of ids) add(queryKeys.annotation(id));
    }
    if (ids === 'many') add(['history']);
    else for (const id of ids) add(queryKeys.history(id));
  }
  return [...keys.values()];
}
