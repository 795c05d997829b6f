import { describe, expect, it } from 'vitest';
import { HAS_INTEROP, interopPath, samples } from '../foreign/testing/interop.ts';
import { bundleAtPath, bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned } from '../foreign/testing/round-trip.ts';
import { labelStudioReader } from './read.ts';
import { labelStudioWriter } from './write.ts';

const COMPARED = {
  persons: true,
  features: true,
  times: true,
  documentCodes: true,
  documentCodePersons: true,
  split: true,
};

const task = (value: object, result: readonly object[] = [], text = 'Ann 😀 went home') =>
  JSON.stringify([
    {
      id: 5,
      data: { text, title: 'T' },
      annotations: [
        {
          id: 3,
          completed_by: 7,
          result: [{ id: 'x', type: 'labels', from_name: 'label', to_name: 'text', value }, ...result],
        },
      ],
    },
  ]);

describe.runIf(HAS_INTEROP)('samples of Label Studio', () => {
  const counts: Record<string, readonly number[]> = {
    'csv_test_colliding_keys.json': [1, 0, 1, 0],
    'chat_data.json': [1, 0, 0, 1],
    'label_config.xml': [0, 2, 0, 0],
    'label_config_repeater.json': [0, 8, 0, 0],
  };
  it.each(samples('labelstudio/test_'))('$file', async ({ file }) => {
    const bundle = bundleAtPath(interopPath(file));
    expect(await labelStudioReader.recognise(bundle)).toBeGreaterThanOrEqual(0.8);
    const { documents, codes, problems } = await readAll(labelStudioReader, bundle);
    const classes = documents.flatMap(({ documentCodes = [] }) => documentCodes);
    expect([documents.length, codes.length, classes.length, problems.length]).toEqual(counts[bundle.name]);
    await expectReadAgain(labelStudioReader, labelStudioWriter, documents, COMPARED);
  });

  it('says of the messages of a chat that it cannot hold them', async () => {
    const bundle = bundleAtPath(interopPath('labelstudio/test_export_json_min/chat_data.json'));
    const { problems } = await readAll(labelStudioReader, bundle);
    expect(problems[0]?.error.message).toBe('Not taken over: 4 results of the kind “chatmessage”.');
  });
});

describe('Label Studio', () => {
  it('counts UTF-16 code units', async () => {
    const { documents } = await readAll(
      labelStudioReader,
      bundleOf({ 'a.json': task({ start: 7, end: 11, text: 'went', labels: ['verb'] }) }),
    );
    expect(documents[0]?.annotations[0]).toMatchObject({
      ranges: [{ start: 7, end: 11 }],
      quotes: ['went'],
      person: 'annotator 7',
    });
    expect(documents[0]?.structured.text.slice(7, 11)).toBe('went');
  });

  it('hands on a span past the end as it stands, with what the file says it marks', async () => {
    const { documents, problems } = await readAll(
      labelStudioReader,
      bundleOf({ 'a.json': task({ start: 12, end: 99, text: 'home', labels: ['place'] }) }),
    );
    expect(problems).toEqual([]);
    expect(documents[0]?.annotations[0]).toMatchObject({
      ranges: [{ start: 12, end: 99 }],
      quotes: ['home'],
    });
  });

  it('reads what is said of a region as attributes, note and relations', async () => {
    const place = { start: 0, end: 3, text: 'Ann' };
    const content = task({ ...place, labels: ['person', 'subject'] }, [
      {
        id: 'x',
        type: 'choices',
        from_name: 'sure',
        to_name: 'text',
        value: { ...place, choices: ['yes'] },
        meta: { text: ['look again'] },
      },
      {
        id: 'y',
        type: 'labels',
        from_name: 'label',
        to_name: 'text',
        value: { start: 12, end: 16, labels: ['place'] },
      },
      { type: 'relation', from_id: 'y', to_id: 'x', direction: 'left', labels: ['goes to'] },
      { type: 'relation', from_id: 'y', to_id: 'gone', direction: 'right' },
      { id: 'z', type: 'textarea', from_name: 'summary', to_name: 'text', value: { text: ['short'] } },
    ]);
    const { documents, problems } = await readAll(labelStudioReader, bundleOf({ 'a.json': content }));
    const [document] = documents;
    expect(document?.annotations.map(({ code, attributes, note }) => [code, attributes, note])).toEqual([
      [['person'], { sure: 'yes' }, 'look again'],
      [['subject'], { sure: 'yes' }, 'look again'],
      [['place'], undefined, undefined],
    ]);
    expect(document?.relations.map(({ from, to, code }) => [from, to, code])).toEqual([
      ['3/x', '3/y', ['goes to']],
    ]);
    expect(document?.comments?.map(({ body }) => body)).toEqual(['short']);
    expect(problems.map(({ error }) => error.code)).toEqual(['record-unknown-reference']);
  });

  it('reads JSON_MIN and the table made of it', async () => {
    const row = {
      id: 1,
      text: 'Ann went',
      label: [{ start: 0, end: 3, text: 'Ann', labels: ['person'] }],
      sentiment: { choices: ['good', 'new'] },
      annotator: 2,
      annotation_id: 9,
      lead_time: 1.5,
    };
    const cells = [
      '1',
      'Ann went',
      JSON.stringify(row.label),
      JSON.stringify(row.sentiment),
      '2',
      '9',
      '1.5',
    ].map((cell) => `"${cell.replaceAll('"', '""')}"`);
    const table = `id,text,label,sentiment,annotator,annotation_id,lead_time\n${cells.join(',')}\n`;
    for (const [name, content] of [
      ['min.json', JSON.stringify([row])],
      ['min.csv', table],
    ] as const) {
      const bundle = bundleOf({ [name]: content });
      expect(await labelStudioReader.recognise(bundle)).toBeGreaterThan(0.8);
      const { documents } = await readAll(labelStudioReader, bundle);
      expect(documents[0]?.annotations.map(({ code, ranges }) => [code, ranges])).toEqual([
        [['person'], [{ start: 0, end: 3 }]],
      ]);
      expect(documents[0]?.documentCodes?.map(({ code }) => code)).toEqual([['good'], ['new']]);
    }
  });

  it('says of a task without text that it is not read', async () => {
    const content = JSON.stringify([
      { id: 1, data: { image: 'https://example.org/a.png' }, annotations: [] },
    ]);
    const { documents, problems } = await readAll(labelStudioReader, bundleOf({ 'a.json': content }));
    expect(documents).toEqual([]);
    expect(problems[0]?.error).toMatchObject({
      code: 'record-malformed',
      place: { path: 'a.json', line: 1 },
    });
  });

  it(
    'returns what it wrote',
    () => expectSetsReturned(labelStudioReader, labelStudioWriter, COMPARED),
    120_000,
  );
});
