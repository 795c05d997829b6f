import type { WorkbenchEvent } from '../contract/messages.ts';
import { toErrorValue } from '../core/errors.ts';
import type { ProjectStore } from '../store/types.ts';

/** A project is backed up this long after it was opened, so that opening stays quick, … */
const FIRST_BACKUP_AFTER_MS = 20_000;
/** … and from then on this often; a backup of what has not changed since the last is skipped by the store. */
const BACKUP_EVERY_MS = 20 * 60_000;

/**
 * Backs the project up while it is open. A backup that fails is told once for each kind of failure, with its remedy; the next is tried all
 * the same. Returns the function that ends it.
 */
export function keepBackups(store: ProjectStore, tell: (event: WorkbenchEvent) => void): () => void {
  const abort = new AbortController();
  const told = new Set<string>();
  let timer = setTimeout(run, FIRST_BACKUP_AFTER_MS);

  async function run(): Promise<void> {
    try {
      await store.backup({ signal: abort.signal });
      told.clear();
    } catch (thrown) {
      const error = toErrorValue(thrown);
      if (!abort.signal.aborted && !told.has(error.code)) {
        told.add(error.code);
        const notice = { ...error, message: `The project could not be backed up: ${error.message}` };
        tell({ type: 'notice', level: 'warning', notice });
      }
    }
    if (!abort.signal.aborted) timer = setTimeout(run, BACKUP_EVERY_MS);
  }

  return () => {
    abort.abort();
    clearTimeout(timer);
  };
}
