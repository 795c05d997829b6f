import { renameSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProject } from './index.ts';
import { Scratch } from './testing/scratch.ts';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch();
  scratch.addCode('Claim');
});
afterEach(() => scratch.remove());

describe('a project in whose place a sync puts another file', () => {
  it('takes no more changes, and a backup holds what was done', async () => {
    const { path, store } = scratch;
    const backup = await store.backup({ force: true });
    const other = `${path}-incoming`;
    renameSync(backup ?? '', other);
    scratch.addCode('Actor');
    renameSync(other, path);
    expect(() => scratch.addCode('Place')).toThrow(expect.objectContaining({ code: 'project-replaced' }));
    const kept = await store.backup({ force: true });
    const opened = openProject(kept ?? '', { ...scratch.options, readOnly: true });
    expect(opened.read.codes().map(({ name }) => name)).toEqual(['Actor', 'Claim']);
    opened.close();
  });

  it('goes on where the file was only renamed', () => {
    renameSync(scratch.path, `${scratch.path}-moved`);
    scratch.addCode('Actor');
    expect(scratch.store.read.codes()).toHaveLength(2);
    renameSync(`${scratch.path}-moved`, scratch.path);
  });
});
