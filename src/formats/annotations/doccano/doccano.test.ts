import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_WRITE_OPTIONS } from '../foreign/format.ts';
import { wellFormed } from '../foreign/testing/adapted.ts';
import { plainRead, plainSource } from '../foreign/testing/compared.ts';
import { HAS_INTEROP, interopPath, samples } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf, bundleWritten } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { setOfDocuments } from '../foreign/testing/taking.ts';
import { arbitrarySet } from '../testing/arbitrary-set.ts';
import { sourceOf } from '../testing/source-of.ts';
import { ExportTally } from '../writer.ts';
import { doccanoReader } from './read.ts';
import { doccanoWriter } from './write.ts';

const COMPARED = { relations: true, documentCodes: true, split: true };

function rewritten(set: Parameters<typeof sourceOf>[0]) {
  return bundleWritten(doccanoWriter.write(sourceOf(set), new ExportTally(), DEFAULT_WRITE_OPTIONS));
}

describe.runIf(HAS_INTEROP)('samples of doccano', () => {
  const read = samples('doccano/').filter(
    ({ file }) => !file.endsWith('.xlsx') && !file.endsWith('sequence_labeling/example.txt'),
  );
  it.each(read)('$file', async ({ file, expected }) => {
    const bundle = bundleAtPath(interopPath(file));
    expect(await doccanoReader.recognise(bundle)).toBeGreaterThan(0.4);
    const { documents, problems } = await readAll(doccanoReader, bundle);
    if (typeof expected.json_ok === 'number')
      expect(documents.length + problems.length).toBe(expected.json_ok);
    const spans = documents.flatMap(({ annotations }) => annotations).length;
    // The manifest counts those that stand under `entities` or `label`, not under the placeholder of the import samples.
    if (typeof expected.spans === 'number' && !file.includes('import-examples/sequence'))
      expect(spans).toBe(expected.spans);
    const again = await readAll(doccanoReader, await rewritten(await setOfDocuments('doccano', documents)));
    expect(again.problems).toEqual([]);
    expect(plainRead(again.documents, COMPARED)).toEqual(plainRead(documents, COMPARED));
  });

  it('says of a record without text where it stands', async () => {
    const bundle = bundleAtPath(interopPath('doccano/import-tests/seq2seq/example.jsonl'));
    const { documents, problems } = await readAll(doccanoReader, bundle);
    expect(documents.map(({ documentCodes }) => documentCodes?.map(({ code }) => code))).toEqual([
      [['label1']],
      [],
    ]);
    expect(problems.map(({ error }) => [error.code, error.place?.line])).toEqual([
      ['record-malformed', 3],
      ['record-malformed', 4],
    ]);
  });
});

describe('doccano', () => {
  it('reads records printed over several lines in a file that is called JSON lines', async () => {
    const record = (text: string) =>
      JSON.stringify(
        { text, entities: [{ id: 7, start_offset: 0, end_offset: 1, label: 'A' }], relations: [] },
        null,
        2,
      );
    const content = `${record('{"}\n x')}\n\n${record('second')}\n{"text": "third", "label": [[0, 5, "B"]]}\n`;
    const { documents, problems } = await readAll(doccanoReader, bundleOf({ 'all.jsonl': content }));
    expect(problems).toEqual([]);
    expect(documents.map(({ structured, annotations }) => [structured.text, annotations[0]?.code])).toEqual([
      ['{"}\n x', ['A']],
      ['second', ['A']],
      ['third', ['B']],
    ]);
  });

  it('counts code points, not UTF-16, before and after emoji and CRLF', async () => {
    const content = JSON.stringify({ text: '👩‍👩‍👧\r\nмир', label: [[7, 10, 'word']] });
    const { documents } = await readAll(doccanoReader, bundleOf({ 'a.jsonl': content }));
    const [document] = documents;
    const [range] = document?.annotations[0]?.ranges ?? [];
    expect(document?.structured.text.slice(range?.start, range?.end)).toBe('мир');
  });

  it('hands on what it cannot read with file, line and code, and reads on', async () => {
    const lines = [
      '{"text": "a", "label": [[0, 1, "A"]]}',
      '{"text": "b", "label": [[0, ',
      '{"text": "c", "label": [["x", 1, "A"]]}',
      '{"text": "d", "entities": [{"id": 1, "start_offset": 0, "end_offset": 1, "label": "A"}, {"id": 1, "start_offset": 0, "end_offset": 1, "label": "B"}], "relations": [{"from_id": 1, "to_id": 9, "type": "t"}]}',
      '[1]',
    ];
    const { documents, problems } = await readAll(doccanoReader, bundleOf({ 'x.jsonl': lines.join('\n') }));
    expect(documents.map(({ structured }) => structured.text)).toEqual(['a', 'c', 'd']);
    expect(problems.map(({ error }) => [error.place?.path, error.place?.line, error.code])).toEqual([
      ['x.jsonl', 2, 'record-malformed'],
      ['x.jsonl', 3, 'record-malformed'],
      ['x.jsonl', 4, 'record-malformed'],
      ['x.jsonl', 4, 'record-unknown-reference'],
      ['x.jsonl', 5, 'record-malformed'],
    ]);
  });

  it('says that a list breaks off, and that a file is in another encoding', async () => {
    const broken = readAll(doccanoReader, bundleOf({ 'x.json': '[{"text": "a", "label": []},\n{"text": ' }));
    await expect(broken).rejects.toMatchObject({
      code: 'record-malformed',
      place: { path: 'x.json', line: 2 },
    });
    const latin = Buffer.from('{"text": "é", "label": ["A"]}\n', 'latin1');
    const { problems } = await readAll(doccanoReader, bundleOf({ 'x.jsonl': latin }));
    expect(problems.map(({ error }) => [error.code, error.place?.line])).toEqual([['encoding-mismatch', 1]]);
  });

  it('returns what it wrote', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrarySet, async (drawn) => {
        const set = wellFormed(drawn);
        // A text of nothing is no document to doccano.
        const documents = set.documents.filter(({ structured }) => structured.text !== '');
        const held = { ...set, documents };
        const { documents: read, problems } = await readAll(doccanoReader, await rewritten(held));
        expect(problems).toEqual([]);
        expect(plainRead(read, { ...COMPARED, relations: false })).toEqual(
          plainSource(sourceOf(held), { ...COMPARED, relations: false }),
        );
        expect(read.flatMap(({ relations }) => relations).length).toBe(
          plainSource(sourceOf(held), COMPARED).flatMap(({ relations }) => relations).length,
        );
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
