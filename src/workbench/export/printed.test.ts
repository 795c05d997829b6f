import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PRINT_PAGE, PRINT_RESULT, type PrintRequest, RemotePrinter } from '../../contract/printing.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { previewExport, runExport } from './index.ts';
import { PRINT_LIMIT, type Printer, printed } from './printed.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

/** Lays nothing out: what it is given comes back behind a word. */
const stub: Printer = {
  async print({ folder, heading }) {
    const page = readFileSync(join(folder, PRINT_PAGE), 'utf8');
    writeFileSync(join(folder, PRINT_RESULT), `%PDF ${heading} ${page}`);
  },
};

describe('a report as PDF', () => {
  let scratch: Scratch;
  let file: string;
  beforeEach(() => {
    scratch = openScratch();
    file = join(scratch.folder, 'report.pdf');
    mkdirSync(join(scratch.folder, 'temporary'));
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, join(scratch.folder, 'temporary'));
    scratch.addDocument('Here', ['Ana met Bo']);
  });
  afterEach(() => {
    expect(readdirSync(join(scratch.folder, 'temporary'))).toEqual([]);
    expect(readdirSync(scratch.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    vi.unstubAllEnvs();
    scratch.remove();
  });
  const run = (context: Parameters<typeof runExport>[3]) =>
    runExport(scratch, { format: 'pdf-text' }, file, context);

  it('is what the printer makes of the page, under the project’s name, with a manifest', async () => {
    await run({ ...quiet, printer: stub });
    const written = readFileSync(file, 'utf8');
    expect(written).toMatch(/^%PDF Scratch <!doctype html>/);
    expect(written).toContain('Ana met Bo');
    expect(existsSync(`${file}.manifest.json`)).toBe(true);
    const { lines, note } = await previewExport(scratch, { format: 'pdf-text' }, quiet);
    expect([lines, note]).toEqual([[], 'The pages are laid out when they are exported.']);
  });

  it('needs the application, and says what to do without', async () => {
    await expect(run(quiet)).rejects.toMatchObject({
      code: 'print-unavailable',
      remedy: expect.stringContaining('HTML'),
    });
    expect(existsSync(file)).toBe(false);
  });

  it('that cannot be laid out, is too long, or is cancelled leaves the file that was there', async () => {
    writeFileSync(file, 'before');
    const failing = new RemotePrinter(({ type, id }) => {
      if (type === 'print')
        failing.receive({ type: 'printed', id, error: { code: 'print-failed', message: 'no' } });
    });
    await expect(run({ ...quiet, printer: failing })).rejects.toMatchObject({ code: 'print-failed' });
    const abort = new AbortController();
    const asked: PrintRequest[] = [];
    const waiting = new RemotePrinter((request) => {
      asked.push(request);
      if (request.type === 'print') abort.abort();
      else
        waiting.receive({
          type: 'printed',
          id: request.id,
          error: { code: 'cancelled', message: 'stopped' },
        });
    });
    const stopped = run({ ...quiet, signal: abort.signal, printer: waiting });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked.map(({ type, id }) => [type, id])).toEqual([
      ['print', 0],
      ['cancel-print', 0],
    ]);
    const pieces = Array.from({ length: 25 }, () => Buffer.alloc(PRINT_LIMIT / 24));
    const { pieces: long } = printed({ path: 'a.pdf', pieces }, 'Long', quiet, stub);
    await expect((long as AsyncGenerator).next()).rejects.toMatchObject({ code: 'file-too-large' });
    expect(readFileSync(file, 'utf8')).toBe('before');
  });
});
