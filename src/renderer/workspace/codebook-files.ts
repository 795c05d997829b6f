import { counted } from '../controls/words.ts';
import { shell } from '../session/shell.ts';
import { changeCodebook } from './codebook.ts';
import { undo } from './undoing.ts';
import type { Workspace } from './workspace.ts';

/** Asks for a file with a codebook; what it would do is shown before it is taken in. */
export async function chooseCodebook({ state }: Workspace): Promise<void> {
  const paths = await shell('chooseFiles', {
    title: 'Import a codebook',
    filters: [{ name: 'Codebooks', extensions: ['qdc', 'csv', 'xlsx', 'txt', 'json'] }],
  });
  const [path] = paths;
  if (path !== undefined) state.patch({ dialog: { kind: 'import-codebook', path } });
}

export async function importCodebook(workspace: Workspace, path: string): Promise<void> {
  const { client, notices } = workspace;
  const { made, changed } = await changeCodebook(workspace, () => client.call('codes.importFile', { path }));
  notices.done(`${counted(made, 'code', 'codes')} made, ${changed} changed.`, {
    label: 'Undo',
    run: () => void undo(workspace),
  });
}
