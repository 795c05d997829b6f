import { describeAction } from '../../core/journal/action.ts';
import type { Workspace } from './workspace.ts';

/** Takes back the last action, and says which. */
export function undo(workspace: Workspace): Promise<void> {
  return workspace.attempt(async () => {
    const { client, undoNow, notices, typedAhead } = workspace;
    const step = undoNow.current.undo;
    if (!step) {
      notices.info('There is nothing to undo.');
      return;
    }
    await typedAhead.during(client.call('journal.undo', {}));
    notices.done(`Undone: ${describeAction(step.type, step.subject)}`, {
      label: 'Redo',
      run: () => void redo(workspace),
    });
  });
}

export function redo(workspace: Workspace): Promise<void> {
  return workspace.attempt(async () => {
    const { client, undoNow, notices, typedAhead } = workspace;
    const step = undoNow.current.redo;
    if (!step) {
      notices.info('There is nothing to redo.');
      return;
    }
    await typedAhead.during(client.call('journal.redo', {}));
    notices.done(`Done again: ${describeAction(step.type, step.subject)}`, {
      label: 'Undo',
      run: () => void undo(workspace),
    });
  });
}
