import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/**
 * The path without symbolic links, as far as it exists: a file that is yet to be made keeps its name. A path that cannot be
 * followed stays as it is: whoever opens it will say why.
 */
export async function truePath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    const parent = path.dirname(file);
    if (parent === file || !isMissing(error)) return file;
    return path.join(await truePath(parent), path.basename(file));
  }
}

/** What tells a file from every other on this machine; null where it cannot be looked at. */
async function fileNumber(file: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    // Missing, or out of bounds: then no window can have it open under another name.
    return null;
  }
}

/** Whether both paths lead to one file: also through links of either kind, or a letter's case where that is alike. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [trueA, trueB] = await Promise.all([truePath(a), truePath(b)]);
  if (trueA === trueB) return true;
  const [numberA, numberB] = await Promise.all([fileNumber(trueA), fileNumber(trueB)]);
  return numberA !== null && numberA === numberB;
}
