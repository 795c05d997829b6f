import type { Progress } from '../contract/messages.ts';
import type { ErrorValue } from '../core/errors.ts';
import type { Printer } from '../workbench/export/printed.ts';

/** What a command has to say: as one JSON object, or to people. */
export interface Outcome {
  readonly json: object;
  readonly text: string;
  /** something failed, the rest has been done: exit status 2 */
  readonly failed: boolean;
}

/** What a command works in. */
export interface CommandContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  /** lays out reports; only the application has one */
  readonly printer?: Printer | undefined;
  /** said to people beside the outcome */
  readonly warn: (warning: ErrorValue) => void;
}

/** An error or warning in lines for people. */
export function errorText({ code, message, place, remedy }: ErrorValue): string {
  const where = place?.path === undefined ? '' : `${place.path}: `;
  return `${where}${message} (${code})\n${remedy === undefined ? '' : `  ${remedy}\n`}`;
}

const NUMBER = new Intl.NumberFormat('en');

export function numbered(count: number, one: string, many: string): string {
  return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}
