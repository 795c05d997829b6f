import { z } from 'zod';
import type { Commit } from '../../core/journal/action.ts';
import type { MergeReport } from '../../core/review/merge/report.ts';
import { once } from '../once.ts';
import { job, query, returns } from '../procedure.ts';
import { actionId, id, nothing, path } from './shared.ts';

/** A merge that was done in this file. */
export interface ListedMerge {
  readonly actionId: string;
  /** ISO 8601, UTC */
  readonly at: string;
  readonly personName: string;
  readonly undone: boolean;
  readonly report: MergeReport;
}

const passphrase = once(() => z.string().max(1_000).optional());
const other = once(() => ({ path: path(), passphrase: passphrase() }));

const choice = once(() =>
  z.strictObject({
    kind: z.string().max(40),
    id: id(),
    field: z.string().max(80),
    key: z.string().max(200).nullable(),
    choice: z.enum(['ours', 'theirs', 'both']),
  }),
);

const union = once(() => z.strictObject({ kind: z.enum(['document', 'person']), id: id(), likeId: id() }));

export const mergingProcedures = {
  /** What merging the file would do; nothing changes. */
  'merging.preview': job(() => z.strictObject(other()), returns<MergeReport>()),
  'merging.run': job(
    () =>
      z.strictObject({
        ...other(),
        choices: z.array(choice()).max(10_000),
        unions: z.array(union()).max(1_000),
        actionId: actionId(),
      }),
    returns<{ report: MergeReport; commit: Commit | null }>(),
  ),
  /** Newest first. */
  'merging.log': query(() => nothing(), returns<readonly ListedMerge[]>()),

  /** Whether a colleague sent this project, so that work can be returned, and whether its codebook is to stay as it is. */
  'sending.received': query(() => nothing(), returns<{ returnable: boolean; frozen: boolean }>()),
  /** Writes a file for a colleague; one that is there is replaced when the new one is whole. */
  'sending.send': job(
    () =>
      z.strictObject({
        path: path(),
        passphrase: passphrase(),
        documentIds: z.array(id()).optional(),
        withoutMine: z.boolean(),
        frozen: z.boolean(),
      }),
    returns<{ path: string }>(),
  ),
  /** Writes a file with my work since the project was received. */
  'sending.return': job(
    () => z.strictObject({ path: path(), passphrase: passphrase() }),
    returns<{ path: string; actions: number }>(),
  ),
};
