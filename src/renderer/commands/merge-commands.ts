import { shell } from '../session/shell.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';

async function chooseAndMerge({ state }: Workspace): Promise<void> {
  const [path] = await shell('chooseFiles', {
    title: 'Merge a colleague’s file',
    filters: [{ name: 'Glossator files', extensions: ['gloss', 'age'] }],
  });
  if (path !== undefined) state.patch({ dialog: { kind: 'merge', path } });
}

/** Only who received the project from a colleague has somebody to return work to. */
async function returnWork({ client, notices, state }: Workspace): Promise<void> {
  const { returnable } = await client.call('sending.received', {});
  if (returnable) state.patch({ dialog: { kind: 'send', back: true } });
  else notices.info('Nobody sent you this project. Send it to a colleague instead.');
}

export const MERGE_COMMANDS: readonly Command[] = [
  {
    id: 'file.send',
    title: 'Send to a colleague …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'send', back: false } }),
  },
  {
    id: 'file.return',
    title: 'Return my work …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => returnWork(workspace),
  },
  {
    id: 'file.merge',
    title: 'Merge a colleague’s file …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => chooseAndMerge(workspace),
  },
  {
    id: 'file.merges',
    title: 'Show the merges of this project',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'merges' } }),
  },
];
