import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUN_NUMBERS, RUN_SPANS } from '../../../core/annotation/run.ts';
import { annotationInRun } from '../annotation-in-run.ts';
import type { ReadRecord } from '../reader.ts';
import { arbitrarySetWithLost } from '../testing/lost-places.ts';
import { oneByOne } from '../testing/one-by-one.ts';
import { written } from '../testing/written.ts';
import { jsonlReader } from './read.ts';
import { jsonlWriter } from './write.ts';

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function read(lines: readonly Buffer[]): Promise<readonly ReadRecord[]> {
  const records: ReadRecord[] = [];
  const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  for await (const batch of jsonlReader.read(whole(bytes))) records.push(...batch);
  return records;
}

const BEGINNING = Buffer.from('{"record":"annotation"');
const isAnnotation = (line: Buffer): boolean => line.subarray(0, BEGINNING.length).equals(BEGINNING);

/** The same record, but never as this program writes it. */
const otherwise = (line: Buffer): Buffer =>
  isAnnotation(line) ? Buffer.concat([line, Buffer.from(' ')]) : line;

async function linesOf(set: Parameters<typeof written>[1]): Promise<Buffer[]> {
  const { bytes } = await written(jsonlWriter, set);
  const lines: Buffer[] = [];
  for (let from = 0, end = bytes.indexOf(0x0a); end !== -1; from = end + 1, end = bytes.indexOf(0x0a, from)) {
    lines.push(Buffer.from(bytes.subarray(from, end)));
  }
  return lines;
}

/** What was made of the file, but for the lines of annotations, for its hash, and for how JSON's fault is told, which quotes the end of the line. */
function told(records: readonly ReadRecord[]): readonly object[] {
  const made: object[] = [];
  for (const record of oneByOne(records)) {
    if (record.kind === 'annotation') made.push({ ...record, line: 0 });
    else if (record.kind === 'problem') {
      const { error, severity } = record;
      if (severity === 'warning' && error.code === 'text-hash-mismatch') continue;
      made.push({
        ...record,
        error: { ...error, message: error.message.replace(/(is not JSON: ).*/s, '$1') },
      });
    } else made.push(record);
  }
  return made;
}

/** The spans of an annotation and its note, canonical. */
function canonical({ spans, note }: ReturnType<typeof annotationInRun>): readonly [string, string] {
  const sorted = spans.map(({ end, prefix, quote, start, suffix }) => ({
    end,
    prefix,
    quote,
    start,
    suffix,
  }));
  return [JSON.stringify(sorted), JSON.stringify(note)];
}

describe('lines as this program writes them', () => {
  it('say what they say as JSON, and have their spans and notes in canonical JSON', async () => {
    let own = 0;
    await fc.assert(
      fc.asyncProperty(arbitrarySetWithLost, async (set) => {
        const lines = await linesOf(set);
        const records = await read(lines);
        expect(told(records)).toEqual(told(await read(lines.map(otherwise))));
        for (const record of records) {
          if (record.kind !== 'annotations') continue;
          const { count, numbers, bytes } = record.run;
          own += count;
          for (let place = 0; place < count; place++) {
            const at = place * RUN_NUMBERS.count;
            const [from = 0, note = 0, to = 0] = numbers.subarray(
              at + RUN_NUMBERS.from,
              at + RUN_NUMBERS.count,
            );
            const content = Buffer.from(bytes);
            const annotation = annotationInRun(record.run, place);
            expect([
              content.toString('utf8', from + RUN_SPANS, note),
              content.toString('utf8', note, to),
            ]).toEqual(canonical(annotation));
            const [span] = annotation.spans;
            expect(numbers.subarray(at, at + 2)).toEqual(Uint32Array.of(span?.start ?? 0, span?.end ?? 0));
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(own).toBeGreaterThan(0);
  });

  it('are taken for nothing else where a byte is another one', async () => {
    const byte = fc.oneof(fc.constantFrom(...Buffer.from('"\\{}[],:09afz \u0000\u007f\u00e9')), fc.nat(255));
    const change = fc.record({ line: fc.nat(), at: fc.nat(), byte });
    await fc.assert(
      fc.asyncProperty(arbitrarySetWithLost, change, async (set, drawn) => {
        const lines = await linesOf(set);
        const places = lines.flatMap((line, i) => (isAnnotation(line) ? [i] : []));
        fc.pre(places.length > 0);
        const line = lines[places[drawn.line % places.length] ?? 0];
        fc.pre(line !== undefined && drawn.byte !== 0x0a && drawn.byte !== 0x0d);
        if (line) line[BEGINNING.length + (drawn.at % (line.length - BEGINNING.length))] = drawn.byte;
        expect(told(await read(lines))).toEqual(told(await read(lines.map(otherwise))));
      }),
      { numRuns: 200 },
    );
  });
});
