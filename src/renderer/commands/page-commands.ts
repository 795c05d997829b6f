import type { ProjectState } from '../../contract/procedures.ts';
import { queryKeys } from '../session/invalidation.ts';
import { stepStatus } from '../workspace/document-codes.ts';
import type { MemoTarget, Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';
import { hasCode, hasDocument } from './situation.ts';

function showMemos({ state }: Workspace, target: MemoTarget | null): void {
  state.patch({ page: { kind: 'memos', target, memoId: null } });
}

/** What stands in the centre beside the text, and documents as wholes: their codes, fields and status. */
export const PAGE_COMMANDS: readonly Command[] = [
  {
    id: 'go.memos',
    title: 'Memos',
    group: 'Go',
    keys: ['Mod+6'],
    where: 'window',
    run: ({ workspace }) => showMemos(workspace, null),
  },
  {
    id: 'go.memosOfDocument',
    title: 'Memos on the document',
    group: 'Go',
    keys: [],
    where: 'window',
    when: hasDocument,
    run: ({ workspace }) => {
      const { documentId } = workspace.state.get();
      if (documentId !== null) showMemos(workspace, { targetKind: 'document', targetId: documentId });
    },
  },
  {
    id: 'go.memosOfCode',
    title: 'Memos on the chosen code',
    group: 'Go',
    keys: [],
    where: 'window',
    when: hasCode,
    run: ({ workspace }) => {
      const { codeId } = workspace.state.get();
      if (codeId !== null) showMemos(workspace, { targetKind: 'code', targetId: codeId });
    },
  },
  {
    id: 'go.progress',
    title: 'Progress: who is how far',
    group: 'Go',
    keys: ['Mod+7'],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ page: { kind: 'progress' } }),
  },
  {
    id: 'go.review',
    title: 'Review: compare and adjudicate',
    group: 'Go',
    keys: ['Mod+Shift+R'],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ page: { kind: 'review' } }),
  },
  {
    id: 'go.agreement',
    title: 'Agreement: how far people agree',
    group: 'Go',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ page: { kind: 'agreement' } }),
  },
  {
    id: 'entity.new',
    title: 'New entity …',
    group: 'Code',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'entity', entityId: null } }),
  },
  {
    id: 'file.documentFields',
    title: 'Fields of documents …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'document-fields' } }),
  },
  {
    id: 'code.document',
    title: 'Code the document …',
    group: 'Code',
    keys: ['Mod+D'],
    where: 'window',
    when: hasDocument,
    run: ({ workspace }) => {
      const { documentId } = workspace.state.get();
      if (documentId !== null)
        workspace.state.patch({ dialog: { kind: 'code-documents', documentIds: [documentId] } });
    },
  },
  {
    id: 'code.documentStatus',
    title: 'Mark the document: not started, in progress, done',
    group: 'Code',
    keys: ['Mod+Shift+D'],
    where: 'window',
    when: hasDocument,
    run: ({ workspace }) => {
      const project = workspace.queries.getQueryData<ProjectState>(queryKeys.project);
      return project && stepStatus(workspace, project.me.id);
    },
  },
];
