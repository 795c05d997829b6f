import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { FIRST_STATE, parseState, type SavedState } from './saved-state.ts';

export interface LoadedState {
  readonly state: SavedState;
  /** where a file that could not be read was put aside; null where all is well */
  readonly setAside: string | null;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Reads the state. A file that makes no sense is kept under another name beside it, and the first state is given. */
export function loadState(file: string, now: Date): LoadedState {
  const text = readIfThere(file);
  if (text === null) return { state: FIRST_STATE, setAside: null };
  try {
    return { state: parseState(text), setAside: null };
  } catch {
    const { dir, name, ext } = path.parse(file);
    const setAside = path.join(dir, `${name}.damaged-${now.toISOString().replaceAll(':', '')}${ext}`);
    renameSync(file, setAside);
    return { state: FIRST_STATE, setAside };
  }
}

/** Writes the state whole or not at all, whatever happens meanwhile. */
export function saveState(file: string, state: SavedState): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const written = `${file}.new`;
  const handle = openSync(written, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(state, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(written, file);
}
