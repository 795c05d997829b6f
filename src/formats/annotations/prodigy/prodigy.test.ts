import { describe, expect, it } from 'vitest';
import { bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import { prodigyReader } from './read.ts';
import { prodigyWriter } from './write.ts';

const TASK = {
  text: '😀 Ann met Ben',
  _input_hash: -5,
  _task_hash: 77,
  _annotator_id: 'rel-ann',
  meta: { title: 'A meeting', score: 0.5 },
  tokens: [
    { text: '😀', start: 0, end: 1, id: 0, ws: true },
    { text: 'Ann', start: 2, end: 5, id: 1, ws: true },
    { text: 'met', start: 6, end: 9, id: 2, ws: true },
    { text: 'Ben', start: 10, end: 13, id: 3, ws: false },
  ],
  spans: [
    { start: 2, end: 5, token_start: 1, token_end: 1, label: 'PERSON', sure: true },
    { start: 10, end: 13, token_start: 3, token_end: 3, label: 'PERSON' },
  ],
  relations: [{ head: 1, child: 3, label: 'MET' }],
  accept: ['news'],
  answer: 'accept',
};

describe('Prodigy', () => {
  it('reads spans, relations by tokens, choices and metadata', async () => {
    const bundle = bundleOf({ 'a.jsonl': JSON.stringify(TASK) });
    expect(await prodigyReader.recognise(bundle)).toBe(0.95);
    const { documents, problems } = await readAll(prodigyReader, bundle);
    expect(problems).toEqual([]);
    const [document] = documents;
    expect(document?.key).toBe('77');
    expect(document?.metadata).toEqual({ title: 'A meeting', fields: { score: '0.5' } });
    expect(
      document?.annotations.map(({ ranges, attributes, person }) => [
        document.structured.text.slice(ranges[0]?.start, ranges[0]?.end),
        attributes,
        person,
      ]),
    ).toEqual([
      ['Ann', { sure: true }, 'rel-ann'],
      ['Ben', undefined, 'rel-ann'],
    ]);
    expect(document?.relations.map(({ from, to, code }) => [from, to, code])).toEqual([
      ['s1', 's2', ['MET']],
    ]);
    await expectReadAgain(prodigyReader, prodigyWriter, documents, {
      persons: true,
      features: true,
      relations: true,
      documentCodes: true,
      split: true,
    });
  });

  it('reports spans and relations that are none', async () => {
    const task = {
      ...TASK,
      spans: [{ start: 'x', end: 1, label: 'A' }],
      relations: [{ head: 1, child: 9, label: 'B' }],
    };
    const { problems } = await readAll(
      prodigyReader,
      bundleOf({ 'a.jsonl': `${JSON.stringify(task)}\n{"spans": []}\n` }),
    );
    expect(problems.map(({ error }) => [error.code, error.place?.line])).toEqual([
      ['record-malformed', 1],
      ['record-unknown-reference', 1],
      ['record-malformed', 2],
    ]);
  });

  it(
    'returns what it wrote',
    () =>
      expectSetsReturned(prodigyReader, prodigyWriter, {
        persons: true,
        features: true,
        times: true,
        documentCodes: true,
        split: true,
      }),
    120_000,
  );
});
