import type { Id } from '../../core/ids.ts';
import type { Commit } from '../../core/journal/action.ts';
import type { ChosenConflict, MergeReport } from '../../core/review/merge/report.ts';

/** How to hear that long work is to stop, and whom to tell how far it is. */
export interface PrepareOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface MergeOptions extends PrepareOptions {
  readonly personId: Id;
  /** as ActionDraft.id */
  readonly actionId?: Id;
  /** only says what it would do */
  readonly dryRun?: boolean;
  /** what a person decided otherwise than the default rule */
  readonly choices?: readonly ChosenConflict[];
}

export interface MergeResult {
  readonly report: MergeReport;
  /** the group that what is done with the merge belongs to, so that one undo takes all back; empty where nothing was merged */
  readonly mergeId: Id;
  /** null where there was nothing new, or for a dry run */
  readonly commit: Commit | null;
}
