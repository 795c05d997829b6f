import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type ErrorCode, GlossatorError } from '../../core/errors.ts';

const CODES: Readonly<Record<string, readonly [code: ErrorCode, remedy: string]>> = {
  ENOSPC: ['disk-full', 'Make room on the disk, or save it on another.'],
  EDQUOT: ['disk-full', 'Make room on the disk, or save it on another.'],
  EACCES: ['no-permission', 'Choose a folder that you may write to.'],
  EPERM: ['no-permission', 'Choose a folder that you may write to.'],
  EROFS: ['no-permission', 'Choose a folder that you may write to.'],
};

/** Writes a text in UTF-8 so that the file is either as it was or whole. Raises `disk-full`, `no-permission`, `disk-failed`. */
export async function writeTextFile(file: string, text: string): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(text, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    const name = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const [code, remedy] = CODES[name] ?? ['disk-failed', 'Try again, or save it elsewhere.'];
    throw new GlossatorError(code, `The file could not be written (${name || 'unknown reason'}).`, {
      place: { path: file },
      remedy,
      cause,
    });
  }
}
