import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../contract/messages.ts';
import { PREVIEW_DOCUMENTS } from '../../contract/procedures.ts';
import { visibleState } from '../../store/testing/visible-state.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewImport, runImport } from './index.ts';

const FILES = 200;

describe('an import that was cancelled', () => {
  let scratch: Scratch;
  let folder = '';
  beforeEach(() => {
    scratch = openScratch();
    folder = join(scratch.folder, 'texts');
    mkdirSync(folder);
    for (let n = 0; n < FILES; n += 1) {
      const words = `Words of document ${n}. `.repeat(20);
      if (n % 2) writeFileSync(join(folder, `${n}.txt`), words);
      else writeFileSync(join(folder, `${n}.md`), `# Title ${n}\n\n${words}`);
    }
  });
  afterEach(() => scratch.remove());

  /** Imports the folder; stops once `most` files have been dealt with. */
  async function run(most = Number.POSITIVE_INFINITY) {
    const abort = new AbortController();
    const told: Progress[] = [];
    const report = await runImport(scratch, [{ path: folder }], {
      signal: abort.signal,
      onProgress: (progress) => {
        told.push(progress);
        if ((progress.pace?.files ?? 0) >= most) abort.abort();
      },
    });
    return { report, told };
  }
  const state = () => visibleState(scratch.store.read);

  it('is begun again where it ended: what is here is not read again, and is told', async () => {
    const first = await run(80);
    expect(first.report.cancelled).toBe(true);
    const here = first.report.documents.length;
    expect(here).toBeGreaterThanOrEqual(64);
    expect(here).toBeLessThan(FILES);
    const { report, told } = await run();
    expect(report).toMatchObject({ cancelled: false, errors: [], warnings: [] });
    expect(report.duplicates.map(({ path }) => path)).toEqual(first.report.documents.map(({ path }) => path));
    expect(report.documents).toHaveLength(FILES - here);
    expect(told.at(-1)?.pace).toMatchObject({ files: FILES, totalFiles: FILES, alreadyHere: here });
    expect(state().documents).toHaveLength(FILES);
    expect((await scratch.store.check()).problems).toEqual([]);
  });

  it('leaves one step for each run, and undo and redo take the one and then the other', async () => {
    const empty = state();
    await run(80);
    const some = state();
    await run();
    const all = state();
    const { store, me } = scratch;
    store.undo(me.id);
    expect(state()).toEqual(some);
    store.undo(me.id);
    expect(state()).toEqual(empty);
    expect(store.read.undoState().undo).toBeNull();
    store.redo(me.id);
    expect(state()).toEqual(some);
    store.redo(me.id);
    expect(state()).toEqual(all);
  });

  it('brings anew what was undone or has changed since, and writes no step where there is nothing to do', async () => {
    await run();
    const { actions } = scratch.store.read.counts();
    expect((await run()).report.duplicates).toHaveLength(FILES);
    expect(scratch.store.read.counts().actions).toBe(actions);
    writeFileSync(join(folder, '3.txt'), 'Other words.');
    expect((await run()).report).toMatchObject({ documents: [{ path: join(folder, '3.txt'), length: 12 }] });
    scratch.store.undo(scratch.me.id);
    scratch.store.undo(scratch.me.id);
    expect((await run()).report).toMatchObject({ duplicates: [], documents: { length: FILES } });
  });

  it('shows at once what is here already, and of very many files reads only the first beforehand', async () => {
    for (let n = FILES; n < FILES + 60; n += 1) writeFileSync(join(folder, `z${n}.txt`), `More words ${n}.`);
    const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
    const { candidates } = await previewImport(scratch, [{ path: folder }], quiet);
    expect(candidates.filter(({ unread }) => !unread)).toHaveLength(PREVIEW_DOCUMENTS);
    const last = candidates.at(-1);
    expect(last).toMatchObject({ unread: true, error: null, duplicateOf: null, format: null });
    const alone = await previewImport(scratch, [{ path: last?.path ?? '' }], quiet);
    expect(alone.candidates).toMatchObject([{ unread: false, format: 'txt', length: 15 }]);
    await run();
    const again = (await previewImport(scratch, [{ path: folder }], quiet)).candidates;
    expect(again.filter(({ duplicateOf }) => duplicateOf === null)).toEqual([]);
  });

  it('reads a file again that is here where another encoding, format or cut is asked for', async () => {
    const path = join(folder, '0.md');
    await run();
    const { documents, duplicates } = await runImport(scratch, [{ path, format: 'txt' }], {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect({ documents, duplicates }).toMatchObject({ documents: [{ path, format: 'txt' }], duplicates: [] });
  });
});
