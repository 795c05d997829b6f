import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stageApplication } from './stage.mjs';

let root: string;
let modules: string;

async function write(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
}

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'glossator-stage-')));
  modules = path.join(root, 'elsewhere', 'node_modules');
  await write(path.join(root, 'package.json'), '{"name":"staged"}');
  await write(path.join(root, 'resources', 'note.txt'), 'a note');
  await write(path.join(root, 'out', 'main', 'index.js'), 'first build');
  await write(path.join(root, 'node_modules', 'binding', 'index.js'), 'module.exports = "own"');
  await write(path.join(modules, 'binding', 'index.js'), 'module.exports = "given"');
});

afterEach(() => rm(root, { recursive: true, force: true }));

it('finds the given modules from the staged build, not the checkout’s own', async () => {
  const stage = await stageApplication({ root, modules });
  const load = createRequire(path.join(stage, 'out', 'main', 'index.js'));
  expect(load('binding')).toBe('given');
  expect(await readFile(path.join(stage, 'resources', 'note.txt'), 'utf8')).toBe('a note');
});

it('keeps the stage of a build, and gives another build another', async () => {
  const first = await stageApplication({ root, modules });
  expect(await stageApplication({ root, modules })).toBe(first);
  await write(path.join(root, 'out', 'main', 'index.js'), 'the second build');
  const second = await stageApplication({ root, modules });
  expect(second).not.toBe(first);
  expect(await readFile(path.join(first, 'out', 'main', 'index.js'), 'utf8')).toBe('first build');
  expect(await readFile(path.join(second, 'out', 'main', 'index.js'), 'utf8')).toBe('the second build');
});

it('keeps only the last few stages', async () => {
  for (let build = 0; build < 5; build += 1) {
    await write(path.join(root, 'out', 'main', 'index.js'), 'x'.repeat(build + 1));
    await stageApplication({ root, modules });
  }
  expect(await readdir(path.join(root, '.electron'))).toHaveLength(3);
});

it('says what to do where nothing is built', async () => {
  await rm(path.join(root, 'out'), { recursive: true });
  await expect(stageApplication({ root, modules })).rejects.toThrow('npm run build');
});
