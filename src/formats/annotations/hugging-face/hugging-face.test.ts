import { describe, expect, it } from 'vitest';
import { runsOf } from '../foreign/iob.ts';
import { HAS_INTEROP, interopPath } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned, writtenBy } from '../foreign/testing/round-trip.ts';
import { setOfDocuments } from '../foreign/testing/taking.ts';
import { huggingFaceReader } from './read.ts';
import { huggingFaceWriter } from './write.ts';

const COMPARED = { persons: true, features: true, times: true, split: true };

describe('tags', () => {
  it('mark runs in each of the ways', () => {
    const runs = (tags: string) =>
      runsOf(tags.split(' ')).map(({ label, first, end }) => `${label} ${first}-${end}`);
    expect(runs('B-A I-A I-A O B-A B-A')).toEqual(['A 0-3', 'A 4-5', 'A 5-6']);
    expect(runs('I-A I-A B-A I-B')).toEqual(['A 0-2', 'A 2-3', 'B 3-4']);
    expect(runs('S-A B-A E-A B-A L-A U-A')).toEqual(['A 0-1', 'A 1-3', 'A 3-5', 'A 5-6']);
    expect(runs('A A O B')).toEqual(['A 0-2', 'B 3-4']);
  });
});

describe('Hugging Face token classification', () => {
  it('reads tokens with tags, and with numbers for tags says that they have no names', async () => {
    const lines = [
      '{"id": "7", "tokens": ["EU", "rejects", "German", "call"], "ner_tags": ["B-ORG", "O", "B-MISC", "I-MISC"]}',
      '{"tokens": ["EU", "😀"], "ner_tags": [3, 0]}',
    ];
    const bundle = bundleOf({ 'train.jsonl': lines.join('\n') });
    expect(await huggingFaceReader.recognise(bundle)).toBe(0.9);
    const { documents, problems } = await readAll(huggingFaceReader, bundle);
    expect(
      documents.map(({ key, structured, annotations }) => [
        key,
        structured.text,
        annotations.map(({ code, ranges }) => [code[0], ranges[0]?.start, ranges[0]?.end]),
      ]),
    ).toEqual([
      [
        '7',
        'EU rejects German call',
        [
          ['ORG', 0, 2],
          ['MISC', 11, 22],
        ],
      ],
      ['2', 'EU 😀', [['tag 3', 0, 2]]],
    ]);
    expect(problems.map(({ severity, error }) => [severity, error.place?.line])).toEqual([['warning', 2]]);
    await expectReadAgain(huggingFaceReader, huggingFaceWriter, documents, COMPARED);
  });

  it('finds tokens in the text that stands beside them', async () => {
    const content =
      '{"text": "“EU  rejects”", "tokens": ["“", "EU", "rejects", "”"], "ner_tags": ["O", "B-ORG", "I-ORG", "O"]}';
    const { documents } = await readAll(huggingFaceReader, bundleOf({ 'a.jsonl': content }));
    expect(documents[0]?.annotations.map(({ ranges }) => ranges)).toEqual([[{ start: 1, end: 12 }]]);
  });

  it('says which record has other tags than tokens', async () => {
    const content =
      '{"tokens": ["a"], "ner_tags": ["O"]}\n{"tokens": ["a", "b"], "ner_tags": ["O"]}\n{"text": "a", "spans": [{"start": -1, "end": 1, "label": "A"}]}';
    const { problems } = await readAll(huggingFaceReader, bundleOf({ 'a.jsonl': content }));
    expect(problems.map(({ error }) => [error.code, error.place?.line])).toEqual([
      ['record-malformed', 2],
      ['record-malformed', 3],
    ]);
  });

  it('tags what it writes so that the tags alone say the same', async () => {
    const content =
      '{"text": "Ann Lee went😀home", "spans": [{"start": 0, "end": 7, "label": "PER"}, {"start": 12, "end": 13, "label": "EMO"}, {"start": 13, "end": 15, "label": "PART"}]}';
    const { documents } = await readAll(huggingFaceReader, bundleOf({ 'a.jsonl': content }));
    const written = (await writtenBy(huggingFaceWriter, await setOfDocuments('hugging-face', documents)))
      .bundle;
    const record = JSON.parse(
      Buffer.from(await (written.files[0] as (typeof written.files)[0]).bytes(10_000)).toString(),
    );
    expect(record.tokens).toEqual(['Ann', 'Lee', 'went', '😀', 'ho', 'me']);
    expect(record.ner_tags).toEqual(['B-PER', 'I-PER', 'O', 'B-EMO', 'B-PART', 'O']);
  });

  it.runIf(HAS_INTEROP)('reads texts with spans of another program: cases of Label Studio', async () => {
    const bundle = bundleAtPath(interopPath('labelstudio/expected/export_conll_cases.json'));
    expect(await huggingFaceReader.recognise(bundle)).toBe(0.6);
    const { documents, problems } = await readAll(huggingFaceReader, bundle);
    expect(problems).toEqual([]);
    expect(documents.length).toBe(9);
    await expectReadAgain(huggingFaceReader, huggingFaceWriter, documents, COMPARED);
  });

  it(
    'returns what it wrote',
    () => expectSetsReturned(huggingFaceReader, huggingFaceWriter, COMPARED),
    120_000,
  );
});
