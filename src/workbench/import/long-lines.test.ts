import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path, { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RUN_LIMIT } from '../../formats/annotations/foreign/runs.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { runImport } from './index.ts';
import { BINARY, BY_RECORDS, formats, written } from './testing/small-set.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const texts = [...formats.map(({ format }) => format), 'conll2003', 'gate-bdoc', 'bioc-json'].filter(
  (format) => !BINARY.has(format),
);
const READ_BY: Readonly<Record<string, string>> = {
  conll2003: 'conll',
  'gate-bdoc': 'gate',
  'bioc-json': 'bioc',
};

describe('a file that goes on on one line without an end', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
  });
  afterEach(() => scratch.remove());

  it.each(texts)('is refused with file and line, and changes nothing: %s', async (format) => {
    const { broken, beside } = await written(format);
    const folder = join(scratch.folder, 'long');
    for (const [name, content] of [broken, ...beside]) {
      mkdirSync(path.dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const [name, content] = broken;
    const file = join(folder, name);
    // Of two records the first is whole.
    const isLines = BY_RECORDS.has(format) && !content.toString('utf8').startsWith('[');
    const whole = isLines ? content : Buffer.alloc(0);
    const cut = Buffer.concat([whole, content.subarray(0, content.length * 0.6)]);
    writeFileSync(file, cut);
    // Zeros that no disk has to hold.
    truncateSync(file, cut.length + RUN_LIMIT + 1);
    const wish = READ_BY[format] ?? format;
    const report = await runImport(
      scratch,
      [{ path: beside.length > 0 ? folder : file, format: wish }],
      quiet,
    );
    const line = cut.toString('utf8').split('\n').length;
    expect(report.errors).toMatchObject([
      {
        code: 'record-malformed',
        message: expect.stringMatching(/longer than 64 MB|breaks off within a list/),
      },
    ]);
    expect(report.errors[0]?.message).toMatch(new RegExp(`line ${line}\\b`, 'i'));
    if (beside.length > 0) expect(report.errors[0]?.message).toContain(path.basename(name));
    expect(scratch.store.read.documents()).toHaveLength(isLines || format === 'pubtator' ? 1 : 0);
  });
});
