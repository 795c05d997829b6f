import type { Theme } from '../../contract/shell.ts';
import { shell } from '../session/shell.ts';
import { redo, undo } from '../workspace/undoing.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';
import { canRedo, canUndo, hasDocument } from './situation.ts';

async function chooseAndImport(workspace: Workspace, folder: boolean): Promise<void> {
  const chosen = folder
    ? await shell('chooseFolder', { title: 'Import a folder' })
    : await shell('chooseFiles', { title: 'Import' });
  const paths = typeof chosen === 'string' ? [chosen] : (chosen ?? []);
  if (paths.length > 0) workspace.state.patch({ dialog: { kind: 'import', paths } });
}

async function backUp({ client, notices }: Workspace): Promise<void> {
  notices.info('Backing up …');
  const { path } = await client.call('project.backup', {});
  if (path === null) notices.info('The newest backup has everything already.');
  else notices.info('Backed up.', path);
}

const theme = (choice: Theme, title: string): Command => ({
  id: `view.theme.${choice}`,
  title,
  group: 'View',
  keys: [],
  where: 'window',
  run: async () => void (await shell('setTheme', { theme: choice })),
});

export const PROJECT_COMMANDS: readonly Command[] = [
  {
    id: 'file.importFiles',
    title: 'Import files …',
    group: 'File',
    keys: ['Mod+I'],
    where: 'window',
    run: ({ workspace }) => chooseAndImport(workspace, false),
  },
  {
    id: 'file.importFolder',
    title: 'Import a folder …',
    group: 'File',
    keys: ['Mod+Shift+I'],
    where: 'window',
    run: ({ workspace }) => chooseAndImport(workspace, true),
  },
  {
    id: 'file.export',
    title: 'Export …',
    group: 'File',
    keys: ['Mod+E'],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'export' } }),
  },
  {
    id: 'file.editDocument',
    title: 'Edit the document’s title, author, date …',
    group: 'File',
    keys: [],
    where: 'window',
    when: hasDocument,
    run: ({ workspace }) => {
      const { documentId } = workspace.state.get();
      if (documentId !== null) workspace.state.patch({ dialog: { kind: 'edit-document', documentId } });
    },
  },
  {
    id: 'file.renameProject',
    title: 'Rename the project …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'rename-project' } }),
  },
  {
    id: 'file.backup',
    title: 'Back up now',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => backUp(workspace),
  },
  {
    id: 'file.check',
    title: 'Check the project …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'check' } }),
  },
  {
    id: 'file.open',
    title: 'Open another project …',
    group: 'File',
    keys: ['Mod+O'],
    where: 'window',
    run: async () => void (await shell('openProject')),
  },
  {
    id: 'file.leave',
    title: 'Close the project',
    group: 'File',
    keys: [],
    where: 'window',
    run: async () => void (await shell('leaveProject')),
  },
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Edit',
    keys: ['Mod+Z'],
    where: 'outside-fields',
    when: canUndo,
    run: ({ workspace }) => undo(workspace),
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'Edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    where: 'outside-fields',
    when: canRedo,
    run: ({ workspace }) => redo(workspace),
  },
  theme('light', 'Light theme'),
  theme('dark', 'Dark theme'),
  theme('system', 'Theme as the system has it'),
];
