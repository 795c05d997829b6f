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
  relationsOf: (annotationId: string) => ['relations', 'of', annotationId] as const,
  relationsAt: (documentId: string, start: number, end: number) =>
    ['relations', 'at', documentId, start, end] as const,
  entities: ['entities'] as const,
  entityProposals: (words: string) => ['entities', 'proposals', words] as const,
  mentions: (entityId: string) => ['mentions', entityId] as const,
  documentCodes: (documentId: string) => ['documentCodes', documentId] as const,
  progress: ['progress'] as const,
  comments: (targetKind: string, targetId: string) => ['comments', targetKind, targetId] as const,
  discussed: (documentId: string) => ['comments', 'discussed', documentId] as const,
  memos: ['memos'] as const,
  memosOf: (targetKind: string, targetId: string) => ['memos', targetKind, targetId] as const,
  codeVersions: (codeId: string) => ['codeVersions', codeId] as const,
  /** under the code's versions, so that what makes these stale makes it stale too */
  outdated: (codeId: string | null) => ['codeVersions', 'outdated', codeId] as const,
  links: ['links'] as const,
  lost: ['lost'] as const,
  versions: ['versions'] as const,
  review: ['review'] as const,
  assignments: ['assignments'] as const,
  layers: ['layers'] as const,
  layerCounts: ['layers', 'counts'] as const,
  /** how the index stands; told by the workbench as it changes */
  search: ['search'] as const,
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
        add(queryKeys.layers);
        break;
      case 'document':
        add(queryKeys.documents);
        if (ids === 'many') add(['opened']);
        else for (const id of ids) add(queryKeys.opened(id));
        add(['relations']);
        add(['mentions']);
        add(queryKeys.lost);
        add(queryKeys.versions);
        add(queryKeys.links);
        break;
      case 'code':
        add(queryKeys.codes);
        add(['codeVersions']);
        add(queryKeys.links);
        break;
      case 'entity':
        add(queryKeys.entities);
        add(queryKeys.links);
        break;
      case 'relation':
        add(['relations']);
        add(queryKeys.codes);
        add(queryKeys.review);
        break;
      case 'documentCode':
        add(['documentCodes']);
        add(queryKeys.documents);
        add(queryKeys.codes);
        break;
      case 'comment':
        add(['comments']);
        break;
      case 'memo':
        add(queryKeys.memos);
        add(queryKeys.links);
        break;
      case 'progress':
        add(queryKeys.documents);
        add(queryKeys.progress);
        add(queryKeys.review);
        add(queryKeys.layers);
        break;
      case 'relationVerdict':
        add(queryKeys.review);
        // Where it stands, it is shown in the layer of what stands.
        add(['relations']);
        add(queryKeys.codes);
        break;
      case 'verdict':
        add(queryKeys.review);
        add(['relations']);
        add(queryKeys.layerCounts);
        break;
      case 'assignment':
        add(queryKeys.assignments);
        add(queryKeys.progress);
        add(queryKeys.review);
        break;
      case 'annotation':
        add(ids === 'many' ? queryKeys.layers : queryKeys.layerCounts);
        add(queryKeys.review);
        add(queryKeys.documents);
        add(queryKeys.codes);
        add(queryKeys.entities);
        add(queryKeys.progress);
        add(['relations']);
        add(['mentions']);
        add(queryKeys.lost);
        add(['codeVersions']);
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
