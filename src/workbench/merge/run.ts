import type { Id } from '../../core/ids.ts';
import type { ChosenConflict } from '../../core/review/merge/report.ts';
import type { MergeResult } from '../../store/types.ts';
import type { JobContext } from '../job.ts';
import type { Session } from '../session.ts';

export interface MergeRequest {
  /** the other .gloss file */
  readonly file: string;
  readonly dryRun?: boolean;
  readonly choices?: readonly ChosenConflict[];
  readonly actionId?: Id;
}

/** Takes in a colleague's file, or says what it would bring. Raises as ProjectStore.merge does. */
export function runMerge(
  { store, me }: Session,
  { file, ...request }: MergeRequest,
  { signal, onProgress }: JobContext,
): Promise<MergeResult> {
  return store.merge(file, {
    ...request,
    personId: me.id,
    signal,
    onProgress: (done, total) => onProgress({ phase: 'merge', done, total, detail: '' }),
  });
}
