import { queryKeys } from '../session/invalidation.ts';
import type { Workspace } from './workspace.ts';

/**
 * Changes the codebook. Keys wait until the window knows the codes as they are now: a name typed next finds the code that
 * was just made, and its key tags.
 */
export function changeCodebook<T>(workspace: Workspace, change: () => Promise<T>): Promise<T> {
  const { queries, typedAhead } = workspace;
  const changeAndFetch = async () => {
    const result = await change();
    await queries.invalidateQueries({ queryKey: queryKeys.codes });
    return result;
  };
  return typedAhead.during(changeAndFetch());
}
