import type { Annotation } from '../core/annotation/annotation.ts';
import { ERROR_CODES, type ErrorValue } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { TouchedRecords, UndoState } from '../core/journal/action.ts';
import type { SearchState } from './procedures/search.ts';
import { type Check, isRecord, isText, objectOf, oneOf } from './shape.ts';

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

/** What `annotations.get` would answer now; null where it is not there or not to be seen. */
export interface ChangedAnnotation {
  readonly id: Id;
  readonly annotation: Annotation | null;
}

/** What the workbench tells without being asked. */
export type WorkbenchEvent =
  | {
      readonly type: 'changed';
      readonly touched: readonly TouchedRecords[];
      readonly undoState: UndoState;
      /** the annotations that were touched, where they are few: so that nobody has to ask for them before painting */
      readonly annotations?: readonly ChangedAnnotation[];
    }
  /** how the index for searching stands, while it is made: a few times a second at most */
  | { readonly type: 'search'; readonly search: SearchState }
  | { readonly type: 'notice'; readonly level: 'info' | 'warning' | 'error'; readonly notice: ErrorValue };

export type ToWorkbench =
  | { readonly t: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly t: 'cancel'; readonly id: number };

export type FromWorkbench =
  | { readonly t: 'ok'; readonly id: number; readonly output: unknown }
  | { readonly t: 'error'; readonly id: number; readonly error: ErrorValue }
  | { readonly t: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly t: 'event'; readonly event: WorkbenchEvent };

const isCallId: Check<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const open = { open: true } as const;
const KINDS: Readonly<Record<FromWorkbench['t'], (message: unknown) => boolean>> = {
  ok: (message) => isRecord(message) && isCallId(message.id),
  error: objectOf(
    { t: isText, id: isCallId, error: objectOf({ code: oneOf(...ERROR_CODES), message: isText }, [], open) },
    [],
    open,
  ),
  progress: objectOf({ t: isText, id: isCallId, progress: objectOf({ phase: isText }, [], open) }, [], open),
  event: objectOf({ t: isText, event: objectOf({ type: isText }, [], open) }, [], open),
};

/** The envelope only: what is inside comes from our own build. */
export function isFromWorkbench(message: unknown): message is FromWorkbench {
  if (!isRecord(message) || !isText(message.t) || !Object.hasOwn(KINDS, message.t)) return false;
  return KINDS[message.t as FromWorkbench['t']](message);
}
