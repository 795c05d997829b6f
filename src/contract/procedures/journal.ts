import { z } from 'zod';
import type { HistoryEntry } from '../../core/journal/action.ts';
import { action, query, returns } from '../procedure.ts';
import { actionId, type Done, id } from './shared.ts';

export const journalProcedures = {
  'journal.undo': action(() => z.strictObject({ actionId: actionId() }), returns<Done>()),
  'journal.redo': action(() => z.strictObject({ actionId: actionId() }), returns<Done>()),
  'journal.history': query(
    () => z.strictObject({ recordId: id(), limit: z.number().int().min(1).max(1_000) }),
    returns<readonly HistoryEntry[]>(),
  ),
} as const;
