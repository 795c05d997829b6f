import { flushSync } from 'react-dom';
import type { ProjectState } from '../../contract/procedures.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { CountedEntity } from '../../core/entity/entity.ts';
import type { ListedDocument } from '../../core/project/records.ts';
import { sortDocuments } from '../documents/arrange.ts';
import { stepTextSize, USUAL_TEXT_SIZE } from '../layout/layout.ts';
import { queryKeys } from '../session/invalidation.ts';
import { openDocument } from '../workspace/documents.ts';
import { selectedAnnotation } from '../workspace/tagging.ts';
import { type Direction, walk } from '../workspace/walking.ts';
import { PANES, type Pane, type Workspace } from '../workspace/workspace.ts';
import type { Command } from './command.ts';
import { hasAnnotation, hasDocument } from './situation.ts';

function resizeText({ layout }: Workspace, direction: 1 | -1): void {
  layout.patch({ textSize: stepTextSize(layout.get().textSize, direction) });
}

export function goToPane({ layout, focusPane }: Workspace, pane: Pane): void {
  // A pane that was closed has to be there first, and to have the focus before the next key.
  flushSync(() => {
    if (pane === 'documents') layout.patch({ leftOpen: true });
    if (pane === 'codebook' || pane === 'entities') layout.patch({ leftOpen: true, lowerPane: pane });
    if (pane === 'inspector') layout.patch({ rightOpen: true });
  });
  focusPane.get(pane)?.();
}

function nextPane(workspace: Workspace, step: 1 | -1): void {
  // Panes that are shown have said how they take the focus. What a page covers is not shown.
  const covered = workspace.state.get().page === null ? 'page' : 'text';
  const open = PANES.filter((pane) => pane !== covered && workspace.focusPane.has(pane));
  const here = document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset.pane;
  const at = open.indexOf(here as Pane);
  const next = at < 0 ? 'text' : open[(at + step + open.length) % open.length];
  if (next) goToPane(workspace, next);
}

function stepDocument(workspace: Workspace, step: 1 | -1): void {
  const { sort, descending } = workspace.layout.get();
  const all = workspace.queries.getQueryData<readonly ListedDocument[]>(queryKeys.documents) ?? [];
  const project = workspace.queries.getQueryData<ProjectState>(queryKeys.project);
  const entities = workspace.queries.getQueryData<readonly CountedEntity[]>(queryKeys.entities) ?? [];
  const order = sortDocuments(all, sort, descending, {
    me: project?.me.id ?? null,
    fields: project?.project.documentFields ?? [],
    nameOfEntity: (id) => entities.find((entity) => entity.id === id)?.name,
  });
  const at = order.findIndex(({ id }) => id === workspace.state.get().documentId);
  const next = order[at < 0 ? 0 : at + step];
  if (next) openDocument(workspace, next.id);
}

/** To the next annotation of the chosen code; with none chosen, of the selected annotation's. */
function walkCode(workspace: Workspace, direction: Direction): Promise<void> | undefined {
  const codeId = workspace.state.get().codeId ?? selectedAnnotation(workspace)?.codeId ?? null;
  const codes = workspace.queries.getQueryData<readonly CountedCode[]>(queryKeys.codes) ?? [];
  if (codeId === null || !codes.some(({ id }) => id === codeId)) {
    workspace.notices.info('Choose a code in the codebook, or an annotation, first.');
    return undefined;
  }
  return walk(workspace, direction, codeId);
}

function stepBack(workspace: Workspace): void {
  const { annotationId, selection, codeId, page, relationStart } = workspace.state.get();
  if (page !== null) workspace.state.patch({ page: null });
  else if (relationStart) workspace.state.patch({ relationStart: null });
  else if (selection) workspace.reading.current?.clearSelection();
  else if (annotationId !== null) workspace.state.patch({ annotationId: null });
  else if (codeId !== null) workspace.state.patch({ codeId: null });
  goToPane(workspace, 'text');
}

type Simple = Omit<Command, 'run' | 'where' | 'group'> & { readonly where?: Command['where'] };
const view = (command: Simple, run: (workspace: Workspace) => void): Command => ({
  where: 'window',
  ...command,
  group: 'View',
  run: ({ workspace }) => run(workspace),
});
const go = (command: Simple, run: (workspace: Workspace) => void | Promise<void>): Command => ({
  where: 'window',
  ...command,
  group: 'Go',
  run: ({ workspace }) => run(workspace),
});
const edit = (command: Simple, run: (workspace: Workspace) => void): Command => ({
  where: 'window',
  when: hasDocument,
  ...command,
  group: 'Edit',
  run: ({ workspace }) => run(workspace),
});

export const VIEW_COMMANDS: readonly Command[] = [
  edit({ id: 'edit.selectAll', title: 'Select the whole text', keys: ['Mod+A'], where: 'text' }, (w) =>
    w.reading.current?.selectAll(),
  ),
  edit({ id: 'edit.find', title: 'Find in the document', keys: ['Mod+F'] }, (w) =>
    w.reading.current?.openFind(),
  ),
  edit({ id: 'edit.findNext', title: 'Find the next', keys: ['F3', 'Mod+G'] }, (w) =>
    w.reading.current?.findNext(),
  ),
  edit({ id: 'edit.findPrevious', title: 'Find the one before', keys: ['Shift+F3', 'Mod+Shift+G'] }, (w) =>
    w.reading.current?.findPrevious(),
  ),
  edit(
    {
      id: 'edit.stepBack',
      title: 'Step back: relation begun, selection, annotation, code',
      keys: ['Escape'],
      where: 'outside-fields',
    },
    stepBack,
  ),

  view({ id: 'view.textLarger', title: 'Larger text', keys: ['Mod+=', 'Mod++'] }, (w) => resizeText(w, 1)),
  view({ id: 'view.textSmaller', title: 'Smaller text', keys: ['Mod+-'] }, (w) => resizeText(w, -1)),
  view({ id: 'view.textReset', title: 'Usual text size', keys: ['Mod+0'] }, (w) =>
    w.layout.patch({ textSize: USUAL_TEXT_SIZE }),
  ),
  view({ id: 'view.toggleLeft', title: 'Show or hide documents and codes', keys: ['Mod+B'] }, ({ layout }) =>
    layout.patch({ leftOpen: !layout.get().leftOpen }),
  ),
  view({ id: 'view.toggleRight', title: 'Show or hide the inspector', keys: ['Mod+Shift+B'] }, ({ layout }) =>
    layout.patch({ rightOpen: !layout.get().rightOpen }),
  ),

  go({ id: 'go.commands', title: 'All commands', keys: ['Mod+K'] }, (w) =>
    w.state.patch({ dialog: { kind: 'commands' } }),
  ),
  go(
    {
      id: 'go.nextAnnotation',
      title: 'Next annotation',
      keys: [']', 'Alt+ArrowDown'],
      where: 'outside-fields',
      when: hasDocument,
    },
    (w) => walk(w, 'next', null),
  ),
  go(
    {
      id: 'go.previousAnnotation',
      title: 'Previous annotation',
      keys: ['[', 'Alt+ArrowUp'],
      where: 'outside-fields',
      when: hasDocument,
    },
    (w) => walk(w, 'previous', null),
  ),
  go(
    {
      id: 'go.tabNext',
      title: 'Next annotation, from a selected one',
      keys: ['Tab'],
      where: 'text',
      when: hasAnnotation,
    },
    (w) => walk(w, 'next', null),
  ),
  go(
    {
      id: 'go.tabPrevious',
      title: 'Previous annotation, from a selected one',
      keys: ['Shift+Tab'],
      where: 'text',
      when: hasAnnotation,
    },
    (w) => walk(w, 'previous', null),
  ),
  go(
    {
      id: 'go.nextOfCode',
      title: 'Next annotation with the same code',
      keys: ['}'],
      where: 'outside-fields',
      when: hasDocument,
    },
    (w) => walkCode(w, 'next'),
  ),
  go(
    {
      id: 'go.previousOfCode',
      title: 'Previous annotation with the same code',
      keys: ['{'],
      where: 'outside-fields',
      when: hasDocument,
    },
    (w) => walkCode(w, 'previous'),
  ),
  go({ id: 'go.nextDocument', title: 'Next document', keys: ['Mod+PageDown'] }, (w) => stepDocument(w, 1)),
  go({ id: 'go.previousDocument', title: 'Previous document', keys: ['Mod+PageUp'] }, (w) =>
    stepDocument(w, -1),
  ),
  go({ id: 'go.documents', title: 'To the documents', keys: ['Mod+1'] }, (w) => goToPane(w, 'documents')),
  go({ id: 'go.codebook', title: 'To the codebook', keys: ['Mod+2'] }, (w) => goToPane(w, 'codebook')),
  go({ id: 'go.text', title: 'To the text', keys: ['Mod+3'] }, (w) => goToPane(w, 'text')),
  go({ id: 'go.inspector', title: 'To the inspector', keys: ['Mod+4'] }, (w) => goToPane(w, 'inspector')),
  go({ id: 'go.entities', title: 'To the entities', keys: ['Mod+5'] }, (w) => goToPane(w, 'entities')),
  go({ id: 'go.nextPane', title: 'Next pane', keys: ['F6'] }, (w) => nextPane(w, 1)),
  go({ id: 'go.previousPane', title: 'Previous pane', keys: ['Shift+F6'] }, (w) => nextPane(w, -1)),
  {
    id: 'help.keys',
    title: 'Keys',
    group: 'Help',
    keys: ['?', 'F1'],
    where: 'outside-fields',
    run: ({ workspace }) => workspace.state.patch({ dialog: { kind: 'keys' } }),
  },
];
