import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../../core/annotation/annotation.ts';
import type { ReadRecord } from '../reader.ts';
import { type AnnotatedSet, arbitrarySet, type SetDocument } from '../testing/arbitrary-set.ts';
import { idOf } from '../testing/draws.ts';
import { arbitrarySetWithLost } from '../testing/lost-places.ts';
import { oneByOne } from '../testing/one-by-one.ts';
import { sourceOf } from '../testing/source-of.ts';
import { written } from '../testing/written.ts';
import { jsonlReader } from './read.ts';
import { jsonlWriter } from './write.ts';

const file = async (set: AnnotatedSet): Promise<Buffer> => (await written(jsonlWriter, set)).bytes;

async function* inPieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += length) yield bytes.subarray(start, start + length);
}

async function read(bytes: Uint8Array, pieceLength = 65_536): Promise<readonly ReadRecord[]> {
  const records: ReadRecord[] = [];
  for await (const batch of jsonlReader.read(inPieces(bytes, pieceLength))) records.push(...batch);
  return oneByOne(records);
}

const base64 = (bytes: Uint8Array = new Uint8Array()): string => Buffer.from(bytes).toString('base64');

const of = <K extends ReadRecord['kind']>(records: readonly ReadRecord[], kind: K) =>
  records.filter((record): record is Extract<ReadRecord, { kind: K }> => record.kind === kind);

/** A set with all that a file can hold, drawn once. */
const sample = fc
  .sample(arbitrarySet, { numRuns: 300, seed: 7 })
  .find(
    ({ documents, annotations, codes }) => annotations.length > 5 && documents.length > 1 && codes.length > 2,
  ) as AnnotatedSet;

const whole = await file(sample);

/** The file with one record changed, found by its kind and place among its kind. */
function withChange(
  kind: string,
  place: number,
  change: (record: Record<string, unknown>) => void,
): { bytes: Buffer; line: number } {
  const lines = whole.toString('utf8').trimEnd().split('\n');
  const indexes = lines.flatMap((line, index) => (JSON.parse(line).record === kind ? [index] : []));
  const index = indexes[place] ?? -1;
  const record = JSON.parse(lines[index] ?? '');
  change(record);
  lines[index] = JSON.stringify(record);
  return { bytes: Buffer.from(`${lines.join('\n')}\n`), line: index + 1 };
}

describe('Glossator JSONL', () => {
  it('gives back every record as it was', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrarySetWithLost,
        fc.integer({ min: 100, max: 5_000 }),
        async (set, pieceLength) => {
          const records = await read(await file(set), pieceLength);
          expect(of(records, 'problem')).toEqual([]);
          const source = sourceOf(set);
          expect(of(records, 'person').map(({ person }) => person)).toEqual(source.persons);
          expect(of(records, 'code').map(({ code }) => ({ ...code, deleted: false }))).toEqual(source.codes);
          const entries = [...source.documents()];
          expect(of(records, 'document').map(({ document }) => document.structured)).toEqual(
            entries.map(
              (entry) => set.documents.find(({ record }) => record.id === entry.document.id)?.structured,
            ),
          );
          expect(
            of(records, 'document').map(
              ({ document: { structured: _, textSha256: __, original, ...metadata } }) => ({
                ...metadata,
                original: { ...original, bytes: base64(original.bytes) },
              }),
            ),
          ).toEqual(
            entries.map(({ document: { textId: _, deleted: __, ...metadata } }) => {
              const original = set.documents.find(({ record }) => record.id === metadata.id)?.original;
              return { ...metadata, original: { ...original, bytes: base64(original?.bytes) } };
            }),
          );
          expect(
            of(records, 'annotation').map(({ annotation }) => ({ ...annotation, deleted: false })),
          ).toEqual(entries.flatMap(({ document }) => [...source.annotations(document.id)]));
          const whole = <R extends object>(record: R) => ({ ...record, deleted: false });
          expect(of(records, 'entity').map(({ entity }) => whole(entity))).toEqual(source.entities);
          expect(of(records, 'documentField').map(({ definition }) => definition)).toEqual(
            source.documentFields,
          );
          expect(of(records, 'documentCode').map(({ documentCode }) => whole(documentCode))).toEqual(
            entries.flatMap(({ document }) => [...source.documentCodes(document.id)]),
          );
          expect(of(records, 'progress').map(({ progress }) => progress)).toEqual(
            entries.flatMap(({ document }) => [...source.progress(document.id)]),
          );
          expect(of(records, 'relation').map(({ relation }) => whole(relation))).toEqual(set.relations);
          expect(of(records, 'assignment').map(({ assignment }) => whole(assignment))).toEqual(
            entries.flatMap(({ document }) => [...source.assignments(document.id)]),
          );
          expect(of(records, 'verdict').map(({ verdict }) => whole(verdict))).toEqual(set.verdicts);
          const onRelations = of(records, 'relationVerdict');
          expect(onRelations.map(({ verdict }) => whole(verdict))).toEqual(set.relationVerdicts);
          expect(of(records, 'comment').map(({ comment }) => comment)).toEqual(set.comments);
          expect(of(records, 'memo').map(({ memo }) => whole(memo))).toEqual(
            source.memos.map((memo) => (memo.targetKind === 'project' ? { ...memo, targetId: null } : memo)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('writes the same bytes whatever the ids and the order of making', async () => {
    const blank = (bytes: Buffer): string =>
      bytes
        .toString('utf8')
        .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
        .replace(/"sha256":"[0-9a-f]{64}"\}\n$/, '');
    const renamed = (text: string): string =>
      text.replace(/01900000-0000-7000-8000-([0-9a-f]{5})([0-9a-f]{7})/g, (_, series: string, n: string) => {
        const turned = (0xfffffff - Number.parseInt(n, 16)).toString(16);
        return `01900000-0000-7000-8000-${series}${turned}`;
      });
    await fc.assert(
      fc.asyncProperty(arbitrarySetWithLost, async (set) => {
        // Records alike in everything but their ids have no other order than that of their ids.
        const content = (record: object): string => JSON.stringify({ ...record, id: '' });
        fc.pre(new Set(set.annotations.map(content)).size === set.annotations.length);
        fc.pre(new Set(set.documents.map(({ record }) => record.title)).size === set.documents.length);
        fc.pre(new Set(set.persons.map(({ name }) => name)).size === set.persons.length);
        fc.pre(new Set(set.documentCodes.map(content)).size === set.documentCodes.length);
        fc.pre(new Set(set.entities.map(content)).size === set.entities.length);
        fc.pre(new Set(set.memos.map(content)).size === set.memos.length);
        // Relations, verdicts and comments come in the order in which they were made, which their ids say.
        const plain = { ...set, relations: [], verdicts: [], relationVerdicts: [], comments: [] };
        const other = JSON.parse(renamed(JSON.stringify({ ...plain, documents: [] }))) as AnnotatedSet;
        const documents = set.documents.map((document) => ({
          ...document,
          record: JSON.parse(renamed(JSON.stringify(document.record))) as SetDocument['record'],
        }));
        const turned: AnnotatedSet = {
          ...other,
          entities: other.entities.toReversed(),
          documentCodes: other.documentCodes.toReversed(),
          progress: other.progress.toReversed(),
          memos: other.memos.toReversed(),
          persons: other.persons.toReversed(),
          codes: other.codes.toReversed(),
          documents: documents.toReversed(),
          annotations: other.annotations.toReversed(),
        };
        expect(blank(await file(turned))).toBe(blank(await file(plain)));
      }),
      { numRuns: 60 },
    );
  });

  it('orders annotations that differ in their times alone by these, not by their ids', async () => {
    const set = fc
      .sample(arbitrarySet, { seed: 3, numRuns: 200 })
      .find(({ annotations: [first], documents }) => first && documents.length === 1);
    const [first] = set?.annotations ?? [];
    if (!set || !first) throw new Error('No set of the sample has an annotation.');
    const [low, high] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];
    const [early, late] = ['2024-01-01T00:00:00.000Z', '2024-01-02T00:00:00.000Z'];
    const annotations = [
      { ...first, id: low, createdAt: late, updatedAt: late },
      { ...first, id: high, createdAt: early, updatedAt: early },
    ];
    const text = (await file({ ...set, annotations })).toString('utf8');
    expect(text.indexOf(high)).toBeLessThan(text.indexOf(low));
  });

  it('recognises its header and nothing else', () => {
    expect(jsonlReader.recognises(whole)).toBe(true);
    expect(
      jsonlReader.recognises(Buffer.from('{"format":"glossator-jsonl", "version":9, "record":"header"}')),
    ).toBe(true);
    expect(
      jsonlReader.recognises(Buffer.from('{"text":"a"}\n{"record":"header","format":"glossator-jsonl"}')),
    ).toBe(false);
    expect(jsonlReader.recognises(Buffer.from(''))).toBe(false);
  });

  it.each([
    ['offset-outside-text', (span: Record<string, unknown>) => Object.assign(span, { end: 10_000_000 })],
    ['offset-outside-text', (span: Record<string, unknown>) => Object.assign(span, { start: -1 })],
    ['span-empty', (span: Record<string, unknown>) => Object.assign(span, { end: span.start })],
    ['quotation-mismatch', (span: Record<string, unknown>) => Object.assign(span, { quote: 'other' })],
    ['record-malformed', (span: Record<string, unknown>) => Object.assign(span, { end: '7' })],
    ['record-malformed', (span: Record<string, unknown>) => Object.assign(span, { end: 1.5 })],
    ['record-malformed', (span: Record<string, unknown>) => Object.assign(span, { codePointEnd: 0 })],
  ])('leaves out an annotation with a wrong span (%s), with its line', async (code, change) => {
    const { bytes, line } = withChange('annotation', 1, (record) =>
      change((record.spans as Record<string, unknown>[])[0] as Record<string, unknown>),
    );
    const records = await read(bytes);
    const [problem, ...others] = of(records, 'problem');
    expect(problem).toMatchObject({ severity: 'error', error: { code, place: { line } } });
    // The file's own hash no longer fits; that is told and stops nothing.
    expect(others).toMatchObject([{ severity: 'warning', error: { code: 'text-hash-mismatch' } }]);
    expect(of(records, 'annotation')).toHaveLength(sample.annotations.length - 1);
  });

  it('leaves out an annotation whose end stands inside a surrogate pair', async () => {
    const text = 'a😀b';
    const span = { start: 0, end: 1, quote: 'a', prefix: '', suffix: '😀b' };
    const set: AnnotatedSet = {
      ...sample,
      documents: [
        {
          record: { ...(sample.documents[0]?.record as SetDocument['record']), id: idOf(3, 0) },
          structured: { text, blocks: [{ kind: 'paragraph', start: 0, end: 4 }], marks: [] },
          original: { bytes: Buffer.from(text), mediaType: 'text/plain', encoding: 'utf-8', format: 'txt' },
        },
      ],
      annotations: [{ ...(sample.annotations[0] as Annotation), documentId: idOf(3, 0), spans: [span] }],
    };
    const inside = (await file(set))
      .toString('utf8')
      .replace('"start":0,"end":1,"codePointStart":0,"codePointEnd":1,"quote":"a"', () => {
        return '"start":0,"end":2,"codePointStart":0,"codePointEnd":1,"quote":"a\\ud83d"';
      });
    const records = await read(Buffer.from(inside));
    expect(of(records, 'problem')[0]).toMatchObject({ error: { code: 'offset-inside-character' } });
    expect(of(records, 'annotation')).toEqual([]);
  });

  it('leaves out what refers to a record that is not there', async () => {
    for (const field of ['document', 'code', 'person']) {
      const { bytes, line } = withChange('annotation', 0, (record) =>
        Object.assign(record, { [field]: idOf(90, 9) }),
      );
      const records = await read(bytes);
      expect(of(records, 'problem')[0]).toMatchObject({
        error: { code: 'record-unknown-reference', place: { line } },
      });
      expect(of(records, 'annotation')).toHaveLength(sample.annotations.length - 1);
    }
  });

  it('leaves out a document whose text is another, and says how many records went with it', async () => {
    const { bytes } = withChange('text', 0, (record) =>
      Object.assign(record, { text: `${record.text}`.replace(/\S/, '#') }),
    );
    const records = await read(bytes);
    const [problem, , dependants] = of(records, 'problem');
    expect(problem).toMatchObject({
      error: { code: 'text-hash-mismatch', place: { recordKind: 'document' } },
    });
    expect(of(records, 'document')).toHaveLength(sample.documents.length - 1);
    expect(of(records, 'annotation').length).toBeLessThan(sample.annotations.length);
    const count = (all: readonly ReadRecord[]): number =>
      all.filter(({ kind }) => kind !== 'problem' && kind !== 'document').length;
    const lost = count(await read(whole)) - count(records);
    expect(dependants?.error).toMatchObject({ code: 'record-unknown-reference' });
    expect(dependants?.error.message).toContain(String(lost));
  });

  it('refuses a structure that does not fit its text', async () => {
    const { bytes } = withChange('text', 0, (record) => Object.assign(record, { blocks: [] }));
    expect(of(await read(bytes), 'problem')[0]).toMatchObject({
      error: { code: 'record-malformed', message: expect.stringContaining('structure') },
    });
  });

  it('goes on after a line that is no JSON, no UTF-8 or no record, and says which', async () => {
    const lines = whole.toString('utf8').trimEnd().split('\n');
    const bad = [
      Buffer.from('{"record":"annotation",'),
      Buffer.from([0x7b, 0xff, 0x7d]),
      Buffer.from('[1]'),
      Buffer.from('{"record":"stranger"}'),
    ];
    const before = lines.length - 1;
    const bytes = Buffer.concat([
      Buffer.from(`${lines.slice(0, before).join('\n')}\n`),
      ...bad.flatMap((line) => [line, Buffer.from('\n')]),
      Buffer.from(`${lines[before]}\n`),
    ]);
    const records = await read(bytes, 777);
    const problems = of(records, 'problem');
    expect(problems.slice(0, 4).map(({ error }) => [error.code, error.place?.line])).toEqual(
      bad.map((_, index) => ['record-malformed', before + 1 + index]),
    );
    expect(of(records, 'annotation')).toHaveLength(sample.annotations.length);
  });

  it('notices that the end has been cut off, wherever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: whole.indexOf('\n') + 1, max: whole.length - 2 }),
        async (length) => {
          const problems = of(await read(whole.subarray(0, length)), 'problem');
          expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
        },
      ),
    );
  });

  it('refuses a newer version, and a header that is none', async () => {
    const newer = withChange('header', 0, (record) => Object.assign(record, { version: 999 }));
    await expect(read(newer.bytes)).rejects.toMatchObject({ code: 'format-version-unknown' });
    await expect(read(Buffer.from(''))).rejects.toMatchObject({ code: 'record-malformed' });
    await expect(read(Buffer.from('{"record":"header"}'))).rejects.toMatchObject({
      code: 'record-malformed',
    });
  });

  it('takes line ends of Windows and a byte order mark', async () => {
    const windows = Buffer.from(`\uFEFF${whole.toString('utf8').replaceAll('\n', '\r\n')}`);
    const records = await read(windows);
    expect(of(records, 'annotation')).toHaveLength(sample.annotations.length);
    expect(of(records, 'problem')).toMatchObject([
      { severity: 'warning', error: { code: 'text-hash-mismatch' } },
    ]);
  });

  it('tells no more than a thousand problems one by one', async () => {
    const lines = whole.toString('utf8').split('\n');
    const bytes = Buffer.from([lines[0], ...Array<string>(5_000).fill('x')].join('\n'));
    const problems = of(await read(bytes), 'problem');
    expect(problems).toHaveLength(1_001);
    expect(problems.at(-1)?.error.message).toContain('4001 more');
  });
});
