import type { Memo } from '../../core/discussion/discussion.ts';
import { titleOf } from '../documents/arrange.ts';
import { useEntityMap } from '../session/entity-queries.ts';
import { useCodeMap, useDocuments, useProject } from '../session/queries.ts';
import type { MemoTarget } from '../workspace/workspace.ts';

const KINDS: Readonly<Record<Memo['targetKind'], string>> = {
  project: 'Project',
  document: 'Document',
  code: 'Code',
  entity: 'Entity',
};

/** Says what a memo is about: ‘Code ‘Claim’’. */
export function useTargetNames(): (target: MemoTarget) => string {
  const project = useProject();
  const { documents } = useDocuments();
  const codes = useCodeMap();
  const entities = useEntityMap();
  return ({ targetKind, targetId }) => {
    const kind = KINDS[targetKind];
    switch (targetKind) {
      case 'project':
        return `${kind} ‘${project?.project.name ?? ''}’`;
      case 'document': {
        const document = documents.find(({ id }) => id === targetId);
        return document ? `${kind} ‘${titleOf(document)}’` : `${kind} that is gone`;
      }
      case 'code': {
        const code = codes.get(targetId);
        return code ? `${kind} ‘${code.name}’` : `${kind} that is gone`;
      }
      case 'entity': {
        const entity = entities.get(targetId);
        return entity ? `${kind} ‘${entity.name}’` : `${kind} that is gone`;
      }
    }
  };
}
