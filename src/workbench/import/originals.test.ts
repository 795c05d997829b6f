import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { runImport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

const words = fc.constantFrom('Words', 'of', 'слова', '漢字', '😀', 'é', 'e\u0301', '\ufeff', '<b>', '#');
const text = fc
  .array(fc.array(words, { maxLength: 6 }), { minLength: 1, maxLength: 8 })
  .chain((lines) =>
    fc
      .record({ newline: fc.constantFrom('\n', '\n', '\n', '\r\n', '\r'), times: fc.constantFrom(1, 400) })
      .map(({ newline, times }) =>
        `A line of it.${newline}${lines.map((line) => line.join(' ')).join(newline)}`.repeat(times),
      ),
  );
const bytes = fc.oneof(
  text.map((one) => Buffer.from(one)),
  text.map((one) => Buffer.from(`\ufeff${one}`)),
  text.map((one) => Buffer.from(`\ufeff${one}`, 'utf16le')),
  text.map((one) => Buffer.from(one, 'latin1')),
  fc.uint8Array({ maxLength: 60 }).map((some) => Buffer.from(some)),
);

let scratch: Scratch;
beforeEach(() => {
  scratch = openScratch();
});
afterEach(() => scratch.remove());

describe('originals', () => {
  it('are the bytes of the files, whatever these hold and however they are read', async () => {
    let imported = 0;
    let plain = 0;
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(bytes, fc.constantFrom('txt', 'txt', 'md', 'html')), {
          minLength: 1,
          maxLength: 5,
        }),
        async (files) => {
          const folder = join(scratch.folder, `files ${round++}`);
          mkdirSync(folder);
          files.forEach(([content, ending], i) => {
            writeFileSync(join(folder, `${i}.${ending}`), content);
          });
          const file = { path: folder, evenIfDuplicate: true };
          const { read } = scratch.store;
          for (const { id, path } of (await runImport(scratch, [file], quiet)).documents) {
            const record = read.text(read.document(id)?.textId ?? '');
            const original = read.sourceBytes(record?.sourceSha256 ?? '');
            expect(Buffer.compare(original ?? Buffer.from('none'), readFileSync(path))).toBe(0);
            imported++;
            if (record?.sha256 === record?.sourceSha256) plain++;
          }
        },
      ),
      { numRuns: 60 },
    );
    // Both kinds came.
    expect(plain).toBeGreaterThan(0);
    expect(imported - plain).toBeGreaterThan(0);
    expect((await scratch.store.check()).problems).toEqual([]);
  });
});
