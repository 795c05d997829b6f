import type { WorkbenchEvent } from '../contract/messages.ts';
import type { Warning } from '../core/errors.ts';
import type { Commit } from '../core/journal/action.ts';
import type { Person } from '../core/project/records.ts';
import type { ProjectStore } from '../store/types.ts';

/** An open project and who is working in it: what every use case starts from. */
export interface Session {
  readonly store: ProjectStore;
  readonly me: Person;
}

/**
 * The store with every commit told to `onCommit`, whichever use case made it: one place, so that no use case can
 * forget to tell the windows.
 */
export function observed(
  store: ProjectStore,
  onCommit: (commit: Commit) => void,
  moreWarnings: readonly Warning[] = [],
): ProjectStore {
  function tell(commit: Commit | null): void {
    if (commit) onCommit(commit);
  }
  return {
    path: store.path,
    read: store.read,
    warnings: [...store.warnings, ...moreWarnings],
    transact(draft, work) {
      const result = store.transact(draft, work);
      tell(result.commit);
      return result;
    },
    undo(...args) {
      const commit = store.undo(...args);
      tell(commit);
      return commit;
    },
    redo(...args) {
      const commit = store.redo(...args);
      tell(commit);
      return commit;
    },
    async merge(file, options) {
      const result = await store.merge(file, options);
      tell(result.commit);
      return result;
    },
    send: (...args) => store.send(...args),
    returnWork: (target) => store.returnWork(target),
    received: () => store.received(),
    merges: () => store.merges(),
    remembered: (name) => store.remembered(name),
    remember: (name, value) => store.remember(name, value),
    backup: (options) => store.backup(options),
    backups: () => store.backups(),
    check: (options) => store.check(options),
    close: () => store.close(),
  };
}

export function changedEvent(commit: Commit): WorkbenchEvent {
  return { type: 'changed', touched: commit.touched, undoState: commit.undoState };
}
