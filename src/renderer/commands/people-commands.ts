import type { ProjectState } from '../../contract/procedures.ts';
import { queryKeys } from '../session/invalidation.ts';
import { openNextAssigned } from '../workspace/assignments.ts';
import { setLayers, showOnly } from '../workspace/layers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';

async function showMine(workspace: Workspace): Promise<void> {
  const project = workspace.queries.getQueryData<ProjectState>(queryKeys.project);
  if (project) await showOnly(workspace, [project.me.id]);
}

async function turnAdjudicated(workspace: Workspace): Promise<void> {
  const { adjudicated } = await workspace.client.call('people.layers', { counts: false });
  await setLayers(workspace, { people: [], adjudicated: !adjudicated.shown });
}

/** Who is in the project, and whose work is looked at. */
export const PEOPLE_COMMANDS: readonly Command[] = [
  {
    id: 'view.people',
    title: 'People: show, hide and lock their layers …',
    group: 'View',
    keys: ['Mod+9'],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'people' } }),
  },
  {
    id: 'view.onlyMine',
    title: 'Show only my annotations',
    group: 'View',
    keys: ['Alt+9'],
    where: 'window',
    run: ({ workspace }) => showMine(workspace),
  },
  {
    id: 'view.everyone',
    title: 'Show everyone’s annotations',
    group: 'View',
    keys: ['Alt+0'],
    where: 'window',
    run: ({ workspace }) => showOnly(workspace, null),
  },
  {
    id: 'view.adjudicated',
    title: 'Show or hide the adjudicated set',
    group: 'View',
    keys: [],
    where: 'window',
    run: ({ workspace }) => turnAdjudicated(workspace),
  },
  {
    id: 'go.assignments',
    title: 'Assignments: who codes what',
    group: 'Go',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ page: { kind: 'assignments' } }),
  },
  {
    id: 'go.nextAssigned',
    title: 'Next document assigned to me that is not done',
    group: 'Go',
    keys: ['Alt+N'],
    where: 'window',
    run: ({ workspace }) => openNextAssigned(workspace),
  },
  {
    id: 'file.me',
    title: 'My name and colour …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'me' } }),
  },
  {
    id: 'file.blind',
    title: 'Blind coding …',
    group: 'File',
    keys: [],
    where: 'window',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'blind' } }),
  },
];
