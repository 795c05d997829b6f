import { z } from 'zod';
import { ERROR_CODES, type ErrorValue } from '../core/errors.ts';
import type { TouchedRecords, UndoState } from '../core/journal/action.ts';

/** How far a job is. `total` is null while it is not known. */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  /** what is being worked on, for people */
  readonly detail: string;
  readonly pace?: Pace;
}

/** How fast work on many files goes, and how much of it is left. */
export interface Pace {
  readonly files: number;
  readonly totalFiles: number;
  /** of the files and the documents in them, those that need no work: they are in the project */
  readonly alreadyHere: number;
  /** of the last few seconds */
  readonly filesPerSecond: number;
  readonly bytesPerSecond: number;
  /** null while it cannot be told */
  readonly secondsLeft: number | null;
}

/** What the workbench tells without being asked. */
export type WorkbenchEvent =
  | { readonly type: 'changed'; readonly touched: readonly TouchedRecords[]; readonly undoState: UndoState }
  | { readonly type: 'notice'; readonly level: 'info' | 'warning' | 'error'; readonly notice: ErrorValue };

export type ToWorkbench =
  | { readonly t: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly t: 'cancel'; readonly id: number };

export type FromWorkbench =
  | { readonly t: 'ok'; readonly id: number; readonly output: unknown }
  | { readonly t: 'error'; readonly id: number; readonly error: ErrorValue }
  | { readonly t: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly t: 'event'; readonly event: WorkbenchEvent };

const callId = z.number().int().nonnegative();

export const toWorkbenchSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('call'), id: callId, name: z.string().max(100), input: z.unknown() }),
  z.strictObject({ t: z.literal('cancel'), id: callId }),
]);

/** The envelope only: what is inside comes from our own build. */
export const fromWorkbenchSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('ok'), id: callId, output: z.unknown() }),
  z.object({
    t: z.literal('error'),
    id: callId,
    error: z.object({ code: z.enum(ERROR_CODES), message: z.string() }).loose(),
  }),
  z.object({ t: z.literal('progress'), id: callId, progress: z.object({ phase: z.string() }).loose() }),
  z.object({ t: z.literal('event'), event: z.object({ type: z.string() }).loose() }),
]);
