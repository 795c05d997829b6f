import { describe, expect, it } from 'vitest';
import { HAS_INTEROP, interopPath } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import { argillaReader } from './read.ts';
import { argillaWriter } from './write.ts';

const COMPARED = { persons: true, documentCodes: true, documentCodePersons: true, split: true };

describe('Argilla', () => {
  it.runIf(HAS_INTEROP)('reads records of version 1, whose spans put the label first', async () => {
    const bundle = bundleAtPath(interopPath('argilla/legacy-token-classification-constructed.jsonl'));
    expect(await argillaReader.recognise(bundle)).toBe(0.95);
    const { documents, problems } = await readAll(argillaReader, bundle);
    expect(problems).toEqual([]);
    expect(
      documents.map(({ key, structured: { text }, annotations }) => [
        key,
        annotations.map(({ code, person, status, ranges }) => [
          code[0],
          person,
          status,
          text.slice(ranges[0]?.start, ranges[0]?.end),
        ]),
      ]),
    ).toEqual([
      [
        'a1',
        [
          ['NAME', 'model', 'draft', 'Michael'],
          ['LOC', 'model', 'draft', 'Harvard'],
          ['NAME', 'argilla', 'final', 'Michael'],
          ['ORG', 'argilla', 'final', 'Harvard'],
        ],
      ],
      ['2', [['LOC', 'argilla', 'draft', 'Минск']]],
    ]);
    await expectReadAgain(argillaReader, argillaWriter, documents, COMPARED);
  });

  it('reads records of version 2 and reports spans that are none', async () => {
    const record = {
      id: 'x',
      fields: { text: 'a 😀 b' },
      metadata: { title: 'T' },
      suggestions: { span: { value: [{ start: 2, end: 3, label: 'E' }], agent: 'm' } },
      responses: {
        span: [
          {
            value: [
              { start: 4, end: 5, label: 'B' },
              { start: 4, label: 'B' },
            ],
            user_id: 'u',
          },
        ],
        label: [{ value: ['yes'], user_id: 'u' }],
        stars: [{ value: 4, user_id: 'u' }],
      },
    };
    const { documents, problems } = await readAll(
      argillaReader,
      bundleOf({ 'a.json': JSON.stringify([record]) }),
    );
    expect(documents[0]?.annotations.map(({ code, person, ranges }) => [code[0], person, ranges[0]])).toEqual(
      [
        ['E', 'm', { start: 2, end: 4 }],
        ['B', 'u', { start: 5, end: 6 }],
      ],
    );
    expect(documents[0]?.documentCodes?.map(({ code, attributes }) => [code[0], attributes])).toEqual([
      ['yes', undefined],
      ['stars', { value: 4 }],
    ]);
    expect(problems.map(({ error }) => [error.code, error.place?.path, error.place?.line])).toEqual([
      ['record-malformed', 'a.json', 1],
    ]);
  });

  it('returns what it wrote', () => expectSetsReturned(argillaReader, argillaWriter, COMPARED), 120_000);
});
