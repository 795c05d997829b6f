import { describe, expect, it } from 'vitest';
import { HAS_INTEROP, interopPath } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import { pubAnnotationReader } from './read.ts';
import { pubAnnotationWriter } from './write.ts';

const COMPARED = { persons: true, features: true };

describe.runIf(HAS_INTEROP)('samples of PubAnnotation', () => {
  it.each([
    ['samplePubAnnotation.json', 4, 1],
    ['samplePubAnnotationProjectScoped.json', 2, 1],
    ['SPECIES800/19667393-ref.json', 9, 0],
    ['SPECIES800/19667393-ref-ns.json', 9, 0],
  ])('%s', async (file, annotations, relations) => {
    const bundle = bundleAtPath(interopPath('pubannotation', file));
    expect(await pubAnnotationReader.recognise(bundle)).toBe(0.95);
    const { documents, problems } = await readAll(pubAnnotationReader, bundle);
    expect(problems).toEqual([]);
    expect([documents.length, documents[0]?.annotations.length, documents[0]?.relations.length]).toEqual([
      1,
      annotations,
      relations,
    ]);
    await expectReadAgain(pubAnnotationReader, pubAnnotationWriter, documents, {
      ...COMPARED,
      relations: true,
    });
  });

  it('keep projects apart, and attributes as they are', async () => {
    const { documents } = await readAll(
      pubAnnotationReader,
      bundleAtPath(interopPath('pubannotation/samplePubAnnotation.json')),
    );
    expect(
      documents[0]?.annotations.map(({ key, person, ranges, attributes }) => [
        key,
        person,
        ranges.length,
        attributes,
      ]),
    ).toEqual([
      ['Inflammaging/T1', 'Inflammaging', 1, undefined],
      ['Inflammaging/T2', 'Inflammaging', 1, undefined],
      ['PubmedHPO/T1', 'PubmedHPO', 1, { uniprot: 'Q15306' }],
      ['PubmedHPO/T2', 'PubmedHPO', 2, { uncertain: true }],
    ]);
  });
});

describe('PubAnnotation', () => {
  it('reports what refers to nothing', async () => {
    const record = {
      text: 'a 😀 b',
      denotations: [
        { id: 'T1', span: { begin: 4, end: 5 }, obj: 'B' },
        { id: 'T1', span: { begin: 0, end: 1 }, obj: 'A' },
        { id: 'T2', obj: 'A' },
      ],
      relations: [{ subj: 'T1', pred: 'r', obj: 'T9' }],
      attributes: [{ subj: 'T8', pred: 'x', obj: 1 }],
    };
    const { documents, problems } = await readAll(
      pubAnnotationReader,
      bundleOf({ 'a.json': JSON.stringify(record) }),
    );
    expect(documents[0]?.annotations.map(({ ranges }) => ranges)).toEqual([[{ start: 5, end: 6 }]]);
    expect(problems.map(({ severity, error }) => [severity, error.code])).toEqual([
      ['error', 'record-malformed'],
      ['error', 'record-malformed'],
      ['error', 'record-unknown-reference'],
      ['warning', 'record-malformed'],
    ]);
  });

  it(
    'returns what it wrote',
    () => expectSetsReturned(pubAnnotationReader, pubAnnotationWriter, { ...COMPARED, times: true }),
    120_000,
  );
});
