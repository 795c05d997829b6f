import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** The path without symbolic links, as far as it exists: a file that is yet to be made keeps its name. */
export async function truePath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const parent = path.dirname(file);
    return parent === file ? file : path.join(await truePath(parent), path.basename(file));
  }
}

async function fileNumber(file: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Whether both paths lead to one file: also through links of either kind, or a letter's case where that is alike. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [trueA, trueB] = await Promise.all([truePath(a), truePath(b)]);
  if (trueA === trueB) return true;
  const [numberA, numberB] = await Promise.all([fileNumber(trueA), fileNumber(trueB)]);
  return numberA !== null && numberA === numberB;
}
