import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { newId } from '../../core/ids.ts';
import { describeSpan } from '../../core/text/anchor.ts';
import { createCode } from '../codebook.ts';
import { openScratch, type Scratch } from '../testing/scratch.ts';
import { runExport } from './index.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const TEXT = 'Er sagte: „Über \\ alles“ \u2028 "слова" 😀 \u0001 конец 語. '.repeat(40);

const offset = fc.nat(TEXT.length - 60);
const placed = fc.record({
  ranges: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(offset, fc.integer({ min: 1, max: 50 })).map(([at, n]) => [[at, at + n]]),
    },
    {
      weight: 1,
      arbitrary: offset.map((at) => [
        [at, at + 3],
        [at + 9, at + 20],
      ]),
    },
  ),
  note: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.string({ unit: 'binary' })),
  status: fc.constantFrom('draft' as const, 'draft' as const, 'final' as const),
  codeVersion: fc.constantFrom(1, 1, 7),
  createdAt: fc.constantFrom('2025-01-31T12:00:00.000Z', '2025-01-31T12:00:00Z', '2025-01-31T12:00:00.0"\\Z'),
  lost: fc.nat(9).map((drawn) => drawn === 0),
  second: fc.boolean(),
});

/** The line as the layout has it, made field by field. */
function lineOf(annotation: Annotation, path: readonly string[], textSha256: string): string {
  const { codeVersion, status, lost } = annotation;
  const codePoints = (utf16: number) => Array.from(TEXT.slice(0, utf16)).length;
  return JSON.stringify({
    record: 'annotation',
    id: annotation.id,
    document: annotation.documentId,
    textSha256,
    code: annotation.codeId,
    person: annotation.personId,
    createdAt: annotation.createdAt,
    updatedAt: annotation.updatedAt,
    codePath: path,
    spans: annotation.spans.map(({ start, end, quote, prefix, suffix }) => ({
      start,
      end,
      codePointStart: lost ? undefined : codePoints(start),
      codePointEnd: lost ? undefined : codePoints(end),
      quote,
      prefix,
      suffix,
    })),
    note: annotation.note,
    codeVersion: codeVersion === 1 ? undefined : codeVersion,
    status: status === 'draft' ? undefined : status,
    lost: lost || undefined,
  });
}

describe('lines of annotations, copied from what is stored', () => {
  let scratch: Scratch;
  beforeEach(() => {
    scratch = openScratch();
    mkdirSync(join(scratch.folder, 'out'));
  });
  afterEach(() => scratch.remove());

  it('are to the byte what JSON makes of their fields, whatever stands in them', async () => {
    const document = scratch.addDocument('Text', [TEXT]);
    const paths = [['Über "alles"'], ['слова \\']];
    const codes = paths.map(([name = '']) => createCode(scratch, { name, parentId: null }).codeId);
    const target = join(scratch.folder, 'out', 'set.jsonl');
    const { read } = scratch.store;
    const sha256 = read.text(document.textId)?.sha256 ?? '';
    const act = (many: readonly Annotation[]) =>
      scratch.store.transact({ type: 'tag', subject: '', personId: scratch.me.id }, (tx) => {
        for (const annotation of many) tx.putAnnotation(annotation);
      });
    let before: readonly Annotation[] = [];
    const check = async (
      drawn: readonly (typeof placed extends fc.Arbitrary<infer Placed> ? Placed : never)[],
    ) => {
      const made = drawn.map(
        ({ ranges, second, ...said }): Annotation => ({
          ...said,
          id: newId(),
          documentId: document.id,
          personId: scratch.me.id,
          codeId: codes[second ? 1 : 0] ?? '',
          spans: ranges.map(([start = 0, end = 0]) => describeSpan(TEXT, { start, end })),
          attributes: {},
          entityId: null,
          updatedAt: said.createdAt,
          deleted: false,
        }),
      );
      act([...before.map((annotation) => ({ ...annotation, deleted: true })), ...made]);
      before = made;
      await runExport(scratch, { format: 'jsonl' }, target, quiet);
      const lines = readFileSync(target, 'utf8').split('\n');
      const written = lines.filter((line) => line.startsWith('{"record":"annotation"'));
      const expected = made.map((annotation) =>
        lineOf(annotation, paths[codes.indexOf(annotation.codeId)] ?? [], sha256),
      );
      expect(written.sort()).toEqual(expected.map((line) => Buffer.from(line).toString('utf8')).sort());
    };
    await fc.assert(fc.asyncProperty(fc.array(placed, { minLength: 1, maxLength: 40 }), check), {
      numRuns: 40,
    });
  });
});
