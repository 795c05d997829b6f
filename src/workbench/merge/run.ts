import type { Id } from '../../core/ids.ts';
import type { ChosenConflict } from '../../core/review/merge/report.ts';
import type { MergeResult } from '../../store/types.ts';
import type { JobContext } from '../job.ts';
import type { Session } from '../session.ts';
import { type Union, unite } from './unite.ts';

export interface MergeRequest {
  /** the other .gloss file */
  readonly file: string;
  readonly dryRun?: boolean;
  readonly choices?: readonly ChosenConflict[];
  readonly actionId?: Id;
  /** of the twins that the preview names, those to be taken for one; `all` takes each */
  readonly unions?: readonly Union[] | 'all';
}

function isSame(a: Union, b: Union): boolean {
  return a.kind === b.kind && a.id === b.id && a.likeId === b.likeId;
}

/** Takes in a colleague's file, or says what it would bring. Raises as ProjectStore.merge does. */
export async function runMerge(
  session: Session,
  { file, unions = [], ...request }: MergeRequest,
  { signal, onProgress }: JobContext,
): Promise<MergeResult> {
  const merged = await session.store.merge(file, {
    ...request,
    personId: session.me.id,
    signal,
    onProgress: (done, total) => onProgress({ phase: 'merge', done, total, detail: '' }),
  });
  if (request.dryRun || !merged.commit) return merged;
  const { twins } = merged.report;
  const wanted = unions === 'all' ? twins : twins.filter((twin) => unions.some((one) => isSame(one, twin)));
  let { commit } = merged;
  for (const union of wanted) commit = unite(session, union, merged.mergeId) ?? commit;
  return { ...merged, commit };
}
