import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readDocument } from '../../../formats/documents/index.ts';
import { IsolatedReader, readIsolated } from './read-isolated.ts';

const failing = new URL('./testing/failing-worker.ts', import.meta.url);
const bytes = new TextEncoder().encode('<h1>Wetter</h1><p>Es regnet.</p>');
const limits = {
  milliseconds: 60_000,
  millisecondsPerMegabyte: 2_000,
  heapMegabytes: 64,
  idleMilliseconds: 60_000,
};
const real = new IsolatedReader(limits);
let reader = new IsolatedReader(limits, failing);

afterEach(async () => {
  await reader.close();
  reader = new IsolatedReader(limits, failing);
});
afterAll(() => real.close());

describe('isolation of readers', () => {
  it('reads in a thread what would be read in the process', async () => {
    const request = { bytes, fileName: 'a.html' };
    expect(await real.read(request)).toEqual(await readDocument(request));
    expect(await readIsolated({ bytes, fileName: 'a.txt' })).toEqual(
      await readDocument({ bytes, fileName: 'a.txt' }),
    );
  });

  it('hands over what a reader refuses, with its remedy', async () => {
    const request = { bytes: new Uint8Array(), fileName: 'empty.html' };
    await expect(real.read(request)).rejects.toMatchObject({
      code: 'file-empty',
      place: { path: 'empty.html' },
    });
    await expect(real.read({ bytes, fileName: 'a', format: 'nonsense' })).rejects.toMatchObject({
      code: 'file-format-unknown',
      remedy: expect.stringContaining('html'),
    });
  });

  it.each([
    ['exhausts', 'reader-memory'],
    ['overflows', 'structure-too-deep'],
    ['exits', 'reader-failed'],
    ['throws later', 'reader-failed'],
  ])('a reader that %s fails for its own file only', async (fileName, code) => {
    const [failed, next] = await Promise.allSettled([
      reader.read({ bytes, fileName }),
      reader.read({ bytes, fileName: 'another' }),
    ]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { code, place: { path: fileName } } });
    expect(next).toMatchObject({ status: 'rejected', reason: { code: 'file-damaged' } });
  });

  it.each(['hangs', 'backtracks'])('ends a reader that %s when its time is over', async (fileName) => {
    const brief = new IsolatedReader({ ...limits, milliseconds: 200, millisecondsPerMegabyte: 0 }, failing);
    await expect(brief.read({ bytes, fileName })).rejects.toMatchObject({ code: 'reader-timeout' });
    await brief.close();
  });

  it('ends a reader that hangs when it is cancelled, and reads the next file', async () => {
    const abort = new AbortController();
    const hanging = reader.read({ bytes, fileName: 'hangs' }, abort.signal);
    const waiting = reader.read({ bytes, fileName: 'hangs' }, abort.signal);
    const next = reader.read({ bytes, fileName: 'another' });
    abort.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(next).rejects.toMatchObject({ code: 'file-damaged' });
  });
});
