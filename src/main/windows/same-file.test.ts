import { linkSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isSameFile, truePath } from './same-file.ts';

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'glossator-same-')));
  mkdirSync(at('real'));
  writeFileSync(at('real', 'a.gloss'), 'a');
  writeFileSync(at('real', 'b.gloss'), 'a');
  symlinkSync(at('real'), at('alias'));
  symlinkSync(at('real', 'a.gloss'), at('link.gloss'));
  linkSync(at('real', 'a.gloss'), at('hard.gloss'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('knows a file by any of its names', async () => {
  for (const other of [
    at('alias', 'a.gloss'),
    at('link.gloss'),
    at('hard.gloss'),
    at('real', '.', 'a.gloss'),
  ]) {
    expect(await isSameFile(at('real', 'a.gloss'), other)).toBe(true);
  }
});

it('tells files apart that are only alike', async () => {
  expect(await isSameFile(at('real', 'a.gloss'), at('real', 'b.gloss'))).toBe(false);
  expect(await isSameFile(at('gone.gloss'), at('gone too.gloss'))).toBe(false);
});

it('resolves a file that is not there yet through the folders that are', async () => {
  expect(await truePath(at('alias', 'new', 'c.gloss'))).toBe(at('real', 'new', 'c.gloss'));
  expect(await isSameFile(at('alias', 'c.gloss'), at('real', 'c.gloss'))).toBe(true);
});

it('leaves a path alone that leads in a circle', async () => {
  symlinkSync(at('circle.gloss'), at('circle.gloss'));
  expect(await truePath(at('circle.gloss'))).toBe(at('circle.gloss'));
  expect(await isSameFile(at('circle.gloss'), at('real', 'a.gloss'))).toBe(false);
});
