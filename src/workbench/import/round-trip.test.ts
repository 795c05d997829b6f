import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arbitrarySetWithLost } from '../../formats/annotations/testing/lost-places.ts';
import { runExport } from '../export/index.ts';
import type { Session } from '../session.ts';
import { putSet } from '../testing/put-set.ts';
import { openScratch } from '../testing/scratch.ts';
import { runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

async function inScratch<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const scratch = openScratch();
  try {
    return await work(scratch);
  } finally {
    scratch.remove();
  }
}

describe('a project exported as Glossator JSONL and imported', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'glossator-round-trip-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function exported(session: Session, name: string): Promise<string> {
    const path = join(folder, name);
    await runExport(session, { format: 'jsonl' }, path, quiet);
    return readFileSync(path, 'utf8');
  }

  const content = (session: Session): object => {
    const { actions: _, persons: __, ...counts } = session.store.read.counts();
    return counts;
  };

  it('is the same bytes again, changes nothing the second time, goes with one undo and comes back with one redo', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySetWithLost, async (set) => {
        const path = join(folder, 'first.jsonl');
        const first = await inScratch(async (session) => {
          putSet(session, set);
          return exported(session, 'first.jsonl');
        });
        await inScratch(async (session) => {
          const empty = content(session);
          const { read } = session.store;
          const report = await runImport(session, [{ path }], quiet);
          expect(report).toMatchObject({ errors: [], warnings: [], duplicates: [], cancelled: false });
          expect(report.documents).toHaveLength(set.documents.length);
          const annotations = report.documents.reduce((sum, document) => sum + document.annotations, 0);
          expect(annotations).toBe(set.annotations.length);
          expect(await exported(session, 'second.jsonl')).toBe(first);
          expect((await session.store.check()).problems).toEqual([]);

          const { actions } = read.counts();
          const again = await runImport(session, [{ path }], quiet);
          expect(again).toMatchObject({ documents: [], errors: [], warnings: [] });
          expect(again.duplicates).toHaveLength(set.documents.length);
          expect(read.counts().actions).toBe(actions);

          expect(read.undoState().undo).toEqual({ type: 'import', subject: 'first.jsonl' });
          session.store.undo(session.me.id);
          expect(content(session)).toEqual(empty);
          expect(read.undoState().undo).toBeNull();
          session.store.redo(session.me.id);
          expect(await exported(session, 'third.jsonl')).toBe(first);

          session.store.undo(session.me.id);
          const revived = await runImport(session, [{ path }], quiet);
          expect(revived).toMatchObject({ errors: [], warnings: [] });
          expect(await exported(session, 'fourth.jsonl')).toBe(first);
        });
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
