import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';

/** What searching is done with is loaded when it is first asked for; keys wait for it. */
function searching(work: (parts: typeof import('../search/searching.ts')) => (w: Workspace) => unknown) {
  return ({ workspace }: { readonly workspace: Workspace }) =>
    workspace.typedAhead.during(
      import('../search/searching.ts').then(async (parts) => void (await work(parts)(workspace))),
    );
}

/** Searching the texts of the whole project. */
export const SEARCH_COMMANDS: readonly Command[] = [
  {
    id: 'go.search',
    title: 'Search all texts',
    group: 'Go',
    keys: ['Mod+Shift+F'],
    where: 'window',
    run: searching(({ openSearch }) => openSearch),
  },
  {
    id: 'search.next',
    title: 'Next found passage',
    group: 'Go',
    keys: ['F4'],
    where: 'window',
    run: searching(
      ({ walkFound }) =>
        (workspace) =>
          walkFound(workspace, 1),
    ),
  },
  {
    id: 'search.previous',
    title: 'Previous found passage',
    group: 'Go',
    keys: ['Shift+F4'],
    where: 'window',
    run: searching(
      ({ walkFound }) =>
        (workspace) =>
          walkFound(workspace, -1),
    ),
  },
  {
    id: 'search.rebuild',
    title: 'Make the index of words anew',
    group: 'File',
    keys: [],
    where: 'window',
    run: searching(({ rebuildIndex }) => rebuildIndex),
  },
];
