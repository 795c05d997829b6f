import type { Id } from '../../core/ids.ts';
import { chooseCodebook } from '../workspace/codebook-files.ts';
import type { DialogRequest, Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';
import { hasCode } from './situation.ts';

function openFor({ state }: Workspace, request: (codeId: Id) => DialogRequest): void {
  const { codeId } = state.get();
  if (codeId !== null) state.patch({ dialog: request(codeId) });
}

/** The codebook as it lives: merged, divided, its definitions, its files. */
export const CODEBOOK_COMMANDS: readonly Command[] = [
  {
    id: 'code.merge',
    title: 'Merge the chosen code into another …',
    group: 'Code',
    keys: [],
    where: 'window',
    when: hasCode,
    run: ({ workspace }) => openFor(workspace, (codeId) => ({ kind: 'merge-code', codeId })),
  },
  {
    id: 'code.split',
    title: 'Split the chosen code …',
    group: 'Code',
    keys: [],
    where: 'window',
    when: hasCode,
    run: ({ workspace }) => openFor(workspace, (codeId) => ({ kind: 'split-code', codeId })),
  },
  {
    id: 'go.definition',
    title: 'Definition of the chosen code, and what was made under an older one',
    group: 'Go',
    keys: [],
    where: 'window',
    when: hasCode,
    run: ({ workspace: { state } }) =>
      state.patch({ page: { kind: 'definitions', codeId: state.get().codeId } }),
  },
  {
    id: 'go.outdated',
    title: 'Annotations made under an older definition',
    group: 'Go',
    keys: ['Mod+8'],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ page: { kind: 'definitions', codeId: null } }),
  },
  {
    id: 'file.importCodebook',
    title: 'Import a codebook …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => chooseCodebook(workspace),
  },
  {
    id: 'file.exportCodebook',
    title: 'Export the codebook …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'export-codebook' } }),
  },
];
