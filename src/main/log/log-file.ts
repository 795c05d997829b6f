import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type LogDetails, logLine } from './sanitise.ts';

export type Log = (event: string, details?: LogDetails) => void;

export interface LogSettings {
  readonly folder: string;
  readonly homes: readonly string[];
  /** bytes at which a file is put away and the next begun */
  readonly limit?: number;
  /** how many files put away are kept */
  readonly kept?: number;
}

const NAME = 'main.log';

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function rotate(folder: string, kept: number): void {
  const file = (age: number) => path.join(folder, age === 0 ? NAME : `main.${age}.log`);
  rmSync(file(kept), { force: true });
  for (let age = kept - 1; age >= 0; age--) {
    if (sizeOf(file(age)) > 0) renameSync(file(age), file(age + 1));
  }
}

/**
 * A log of what the program did (never of what it read), `main.log` in the folder, with older ones beside it. A log
 * that cannot be written stops nothing: the first failure is told on standard error.
 */
export function openLog({ folder, homes, limit = 512 * 1024, kept = 3 }: LogSettings): Log {
  const file = path.join(folder, NAME);
  let failed = false;
  return (event, details = {}) => {
    if (failed) return;
    try {
      mkdirSync(folder, { recursive: true });
      const line = logLine(new Date(), event, details, homes);
      if (sizeOf(file) + line.length > limit) rotate(folder, kept);
      appendFileSync(file, line, { mode: 0o600 });
    } catch (error) {
      failed = true;
      process.stderr.write(`No log is written: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
}
