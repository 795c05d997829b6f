import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HAS_INTEROP, interopPath } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import { hypothesisReader } from './read.ts';
import { hypothesisWriter } from './write.ts';

const COMPARED = { persons: true, times: true, split: true };

describe('Hypothesis', () => {
  it.runIf(HAS_INTEROP)('reads rows on a page that lies beside them, and replies as comments', async () => {
    const sample = interopPath('webannotation/hypothesis-constructed.json');
    const bundle = bundleOf({
      'rows.json': readFileSync(sample),
      'doc.html': '<html><body><p>a text b</p></body></html>',
    });
    expect(await hypothesisReader.recognise(bundle)).toBe(0.95);
    const { documents, problems } = await readAll(hypothesisReader, bundle);
    expect(problems).toEqual([]);
    const [document] = documents;
    // One row is anchored; it has two tags.
    expect(
      document?.annotations.map(({ code, ranges, note, person }) => [code[0], ranges, note, person]),
    ).toEqual([
      ['Тэг', [{ start: 2, end: 6 }], 'note 😊', 'felicity_nunsun'],
      ['b', [{ start: 2, end: 6 }], 'note 😊', 'felicity_nunsun'],
    ]);
    expect(document?.comments).toMatchObject([{ on: 'AAAAAAAAAAAAAAAAAAAAAA', body: 'a reply' }]);
    expect(document?.metadata.title).toBe('Doc');
    await expectReadAgain(hypothesisReader, hypothesisWriter, documents, COMPARED);
  });

  it.runIf(HAS_INTEROP)('says of rows whose page is not there that they are not taken over', async () => {
    const { documents, problems } = await readAll(
      hypothesisReader,
      bundleAtPath(interopPath('webannotation/hypothesis-constructed.json')),
    );
    expect(documents).toEqual([]);
    expect(problems.map(({ severity, error }) => [severity, error.code])).toEqual([
      ['warning', 'record-unknown-reference'],
    ]);
  });

  it('reports broken JSON, ids given twice and rows without address', async () => {
    const row = {
      id: 'a',
      uri: 'x.txt',
      user: 'acct:u@h',
      target: [{ selector: [{ type: 'TextPositionSelector', start: 3, end: 4 }] }],
      text: '',
      tags: [],
    };
    const read = (content: string) =>
      readAll(hypothesisReader, bundleOf({ 'a.json': content, 'x.txt': '😀 a' }));
    const { documents, problems } = await read(JSON.stringify([row, row, { id: 'b' }]));
    expect(documents[0]?.annotations.map(({ code, ranges }) => [code[0], ranges[0]])).toEqual([
      ['Highlight', { start: 3, end: 4 }],
    ]);
    expect(problems.map(({ error }) => error.code)).toEqual(['record-malformed', 'record-malformed']);
    await expect(read('{"rows": [')).rejects.toMatchObject({
      code: 'record-malformed',
      place: { path: 'a.json', line: 1 },
    });
  });

  it(
    'returns what it wrote',
    () =>
      expectSetsReturned(hypothesisReader, hypothesisWriter, COMPARED, (set) => {
        const tagged = new Set(
          [...set.annotations, ...set.comments.map(({ targetId }) => ({ documentId: targetId }))].map(
            ({ documentId }) => documentId,
          ),
        );
        return { ...set, documents: set.documents.filter(({ record }) => tagged.has(record.id)) };
      }),
    120_000,
  );
});
