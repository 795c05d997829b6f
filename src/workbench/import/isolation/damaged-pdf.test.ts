import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { GlossatorError } from '../../../core/errors.ts';
import { checkStructure } from '../../../core/text/check.ts';
import { column, pdfFile } from '../../../formats/documents/pdf/testing/pdf-file.ts';
import { IsolatedReader } from './read-isolated.ts';

const reader = new IsolatedReader();
afterAll(() => reader.close());

const read = (bytes: Uint8Array) => reader.read({ bytes, fileName: 'paper.pdf' });

describe('a damaged PDF file', () => {
  // pdf.js leaves promises behind that fail later: the next file was blamed for them, or the thread ended.
  it('gives a sound text or an error of its own, and the next file is read by the same thread', async () => {
    const whole = pdfFile([
      column(['Words of the first page,', 'and further words'], 50, 740),
      column(['Words'], 50, 740),
    ]);
    const change = fc.record({ at: fc.nat(whole.length - 1), bytes: fc.uint8Array({ maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), fc.nat(whole.length), async (changes, length) => {
        const bytes = Buffer.from(whole);
        for (const { at, bytes: put } of changes) bytes.set(put.subarray(0, whole.length - at), at);
        try {
          expect(checkStructure(await read(length % 4 === 0 ? bytes.subarray(0, length) : bytes))).toEqual(
            [],
          );
        } catch (thrown) {
          if (!(thrown instanceof GlossatorError) || thrown.code === 'reader-failed') throw thrown;
        }
        expect((await read(whole)).text).toContain('further words');
      }),
      { numRuns: 60 },
    );
  });
});
