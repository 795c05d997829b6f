import type { ErrorValue } from '../../../core/errors.ts';
import type { ReadyLines, SourceDocument } from '../../../formats/annotations/source.ts';
import type { Moment } from '../../../store/types.ts';
import type { ChosenAnnotations } from '../chosen-annotations.ts';

/** What a thread is begun with. */
export interface ThreadBeginning {
  readonly projectPath: string;
  /** which of the threads it is, from 0 */
  readonly thread: number;
  /** as many 32-bit numbers as `signCount` says */
  readonly signs: SharedArrayBuffer;
}

/** The place in `documents` of the next one that no thread has taken: all threads see it, and whoever raises it by one takes that one. */
export const NEXT_DOCUMENT = 0;

/** What both sides see of one thread, while it, or who asks it, takes no messages. */
export function signsOf(thread: number) {
  return {
    /** a `Stand` */
    stand: 1 + 2 * thread,
    /** bytes that have been used of what it handed over, modulo 2^32 */
    used: 2 + 2 * thread,
  } as const;
}

export function signCount(threads: number): number {
  return 1 + 2 * threads;
}

/** Where a thread is with its moment. */
export const STAND = {
  waiting: 0,
  /** it reads what the snapshot reads, and goes on doing so */
  reads: 1,
  /** it cannot */
  refuses: 2,
} as const;

/** Reads from now on what the snapshot reads: answered by a sign. */
export interface BeginMessage {
  readonly message: 'begin';
  readonly moment: Moment;
}

/** Makes the lines of document after document, until there is none left. */
export interface WriteMessage {
  readonly message: 'write';
  readonly chosen: ChosenAnnotations;
  /** in the order of the file */
  readonly documents: readonly SourceDocument[];
}

/** Memory of lines that have been used: making it anew for each would have it cleared away by who receives it, which takes as long as hashing. */
export interface UsedMessage {
  readonly message: 'used';
  readonly memory: ArrayBuffer;
}

export type ToThread = BeginMessage | WriteMessage | UsedMessage;

/** It has opened the project, and can be told its moment. */
export interface ReadyMessage {
  readonly message: 'ready';
}

/** Lines of the document at this place; null: there are no more of it. */
export interface LinesMessage {
  readonly message: 'lines';
  readonly thread: number;
  readonly document: number;
  readonly lines: ReadyLines | null;
}

/** What went wrong with this document: errors as values, for threads strip thrown ones. The thread takes no further one. */
export interface FailedMessage {
  readonly message: 'failed';
  readonly document: number;
  readonly error: ErrorValue;
}

export type FromThread = ReadyMessage | LinesMessage | FailedMessage;
