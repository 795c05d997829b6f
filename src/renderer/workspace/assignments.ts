import type { InputOf } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import { counted } from '../controls/words.ts';
import { sortDocuments } from '../documents/arrange.ts';
import { statusOf } from '../documents/status-words.ts';
import { openWhenAtHand } from './documents.ts';
import { undo } from './undoing.ts';
import type { Workspace } from './workspace.ts';

/** Gives documents to people, and says how many that were. */
export async function assign(workspace: Workspace, wish: InputOf<'assignments.assign'>): Promise<void> {
  const { assigned } = await workspace.client.call('assignments.assign', wish);
  const message =
    assigned === 0
      ? 'Nothing to assign: these documents have as many people already.'
      : `${counted(assigned, 'assignment', 'assignments')} made.`;
  if (assigned === 0) workspace.notices.info(message);
  else workspace.notices.done(message, { label: 'Undo', run: () => void undo(workspace) });
}

export async function unassign(
  workspace: Workspace,
  documentIds: readonly Id[],
  personIds: readonly Id[],
): Promise<void> {
  const these = { documentIds: [...documentIds], personIds: [...personIds] };
  const { commit } = await workspace.client.call('assignments.unassign', these);
  if (commit === null) workspace.notices.info('None of these documents is assigned to these people.');
  else workspace.notices.done('Assignments taken back.', { label: 'Undo', run: () => void undo(workspace) });
}

/** Opens the document after the open one, in the order of the list, that is assigned to me and not done; from the end on from the beginning. */
export async function openNextAssigned(workspace: Workspace): Promise<void> {
  const { client, layout, notices, state } = workspace;
  const [{ me }, documents, assignments] = await Promise.all([
    client.call('project.state', {}),
    client.call('documents.list', {}),
    client.call('assignments.list', {}),
  ]);
  const mine = new Set(
    assignments.filter(({ personId }) => personId === me.id).map(({ documentId }) => documentId),
  );
  const { sort, descending } = layout.get();
  const ordered = sortDocuments(documents, sort, descending);
  const at = ordered.findIndex(({ id }) => id === state.get().documentId);
  const next = [...ordered.slice(at + 1), ...ordered.slice(0, at + 1)].find(
    (document) => mine.has(document.id) && statusOf(document, me.id) !== 'done',
  );
  if (next) await openWhenAtHand(workspace, next.id);
  else if (mine.size === 0) notices.info('No document is assigned to you.');
  else notices.info('You are done with every document that is assigned to you.');
}
