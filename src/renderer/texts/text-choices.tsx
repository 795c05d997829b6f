import { FilePen, FileUp, History } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import { openDocument } from '../workspace/documents.ts';
import { chooseReimport } from '../workspace/texts.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What the menu of a document offers for its text. */
export function textChoices(workspace: Workspace, documentId: Id) {
  const { state, attempt } = workspace;
  const show = (kind: 'versions' | 'edit-text') => {
    openDocument(workspace, documentId);
    state.patch({ page: { kind, documentId } });
  };
  return [
    {
      id: 'reimport',
      label: 'Re-import from a file …',
      icon: <FileUp />,
      divides: true,
      run: () => void attempt(() => chooseReimport(workspace, documentId)),
    },
    {
      id: 'original',
      label: 'Read the original again …',
      run: () => state.patch({ dialog: { kind: 'reimport', documentId, path: null } }),
    },
    { id: 'edit-text', label: 'Correct the text …', icon: <FilePen />, run: () => show('edit-text') },
    { id: 'versions', label: 'Versions of the text', icon: <History />, run: () => show('versions') },
  ];
}
