import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildStamp } from './build-stamp.mjs';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'glossator-stamp-'));
  await mkdir(path.join(root, 'src', 'core'), { recursive: true });
  await writeFile(path.join(root, 'src', 'core', 'a.ts'), 'one');
  await writeFile(path.join(root, 'package.json'), '{}');
});

afterEach(() => rm(root, { recursive: true, force: true }));

const stamp = () => buildStamp(root, ['src', 'package.json']);

it('stays when only times change, or a test', async () => {
  const before = stamp();
  await utimes(path.join(root, 'src', 'core', 'a.ts'), new Date(0), new Date(0));
  await writeFile(path.join(root, 'src', 'core', 'a.test.ts'), 'a test');
  expect(stamp()).toBe(before);
});

it.each<[string, () => Promise<void>]>([
  ['a file changes', () => writeFile(path.join(root, 'src', 'core', 'a.ts'), 'two')],
  ['a file is added', () => writeFile(path.join(root, 'src', 'b.ts'), 'new')],
  ['a file is removed', () => rm(path.join(root, 'src', 'core', 'a.ts'))],
  [
    'a file gets another name',
    () => rename(path.join(root, 'src', 'core', 'a.ts'), path.join(root, 'src', 'core', 'b.ts')),
  ],
  ['a file beside the source changes', () => writeFile(path.join(root, 'package.json'), '{"a":1}')],
])('changes when %s', async (_what, change) => {
  const before = stamp();
  await change();
  expect(stamp()).not.toBe(before);
});
