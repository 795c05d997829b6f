import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeTextFile } from './text-file.ts';

describe('a text that is saved as a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-text-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes the place of what was there, whole', async () => {
    const file = path.join(folder, 'report.txt');
    writeFileSync(file, 'what was there');
    await writeTextFile(file, 'звіт 🪶\n');
    expect(readFileSync(file, 'utf8')).toBe('звіт 🪶\n');
    expect(readdirSync(folder)).toEqual(['report.txt']);
  });

  it('leaves nothing behind where it cannot be', async () => {
    const file = path.join(folder, 'taken');
    mkdirSync(file);
    writeFileSync(path.join(file, 'inside'), '');
    await expect(writeTextFile(file, 'x')).rejects.toMatchObject({
      code: 'disk-failed',
      place: { path: file },
    });
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});
