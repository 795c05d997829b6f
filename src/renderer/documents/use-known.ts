import { useMemo } from 'react';
import { useAssignments } from '../session/assignment-queries.ts';
import { useEntityMap } from '../session/entity-queries.ts';
import { useProject } from '../session/queries.ts';
import type { Known } from './arrange.ts';

/** What the order and the filter of the list of documents depend on. */
export function useKnown(): Known {
  const project = useProject();
  const entities = useEntityMap();
  const assignments = useAssignments();
  return useMemo(
    () => ({
      me: project?.me.id ?? null,
      fields: project?.project.documentFields ?? [],
      nameOfEntity: (id) => entities.get(id)?.name,
      assigned: new Set(
        (assignments ?? []).flatMap(({ personId, documentId }) =>
          personId === project?.me.id ? [documentId] : [],
        ),
      ),
    }),
    [project, entities, assignments],
  );
}
