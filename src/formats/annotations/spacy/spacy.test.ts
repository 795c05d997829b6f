import { deflateSync } from 'node:zlib';
import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleOf } from '../foreign/testing/memory-bundle.ts';
import { readAll } from '../foreign/testing/reading.ts';
import { expectReadAgain, expectSetsReturned, writtenBy } from '../foreign/testing/round-trip.ts';
import { setOfDocuments } from '../foreign/testing/taking.ts';
import type { AnnotatedSet } from '../testing/arbitrary-set.ts';
import { spacyJsonReader } from './json-read.ts';
import { spacyJsonWriter } from './json-write.ts';
import { spacyReader } from './read.ts';
import { numberOf, symbol } from './strings.ts';
import { spacyTokens } from './tokens.ts';
import { spacyWriter } from './write.ts';

const COMPARED = { documentCodes: true, split: true };
const CODES = [
  [spacyReader, spacyWriter],
  [spacyJsonReader, spacyJsonWriter],
] as const;

/** Classes are no one's: what several people say of a document is one. */
function eachClassOnce(set: AnnotatedSet): AnnotatedSet {
  const said = new Map(set.documentCodes.map((code) => [`${code.documentId} ${code.codeId}`, code]));
  return { ...set, documentCodes: [...said.values()] };
}

/** Two documents, as spaCy 3.8 wrote them with `DocBin(store_user_data=True)`. */
const THEIRS =
  'eJzrWl6WWlScmZ+32EDPcGliSUlR8VxHZ08vbx9fP/+As4xHzjIePct4bFlJfnZqXvFRlgeM/bKcu+6/OACjGQgAJhzijAT0' +
  '7U9j7IufbLHPSs2+sO34jcOE7GGG0jU4DPZWLo5v/h1bjC5+5qzSknnrlOW9i360J6vtbyBkD8x4Uu2JNzL86RYTHgKjCdmD' +
  'K9wIgQk/FRg3Wc4zgdG0skfwh9uhz1aZZTCaVvaY+4csd/hpWeHRFZ17O1R1HSH1sHTQQCiBoYHdZvuqZOe5+cFoQurJ9c+O' +
  'kqAHi/6t8er5XW3ncCQ+llb2LDq0xufNzfr1MJpW9jQprY/8VKi/FUaTaQzB8kDIZDrzrbQHWTCaXHsIgWXFBYnJqcVHeBhB' +
  'gAGIgE5bnpOal16SUXyEg4sBElTLi0uKMvPSi+8wiC1YqLBQb7FjXt5SN8+g4JDF7gGui31SU5f6ZuYVZy/zzc9LSaxcFuAa' +
  'FOzvtyjQcHFiXt6K1LySzJLM1OLFOUB1uWB1uWB1i/LyF+XnLSrJXwIslpOWlAMVLvkwf0bDkuTEkuJJTUvyUsuLT9t/gDh1' +
  'aXFBflHJafudM0FgVsPStJzE9OJJjZsyEovjS/Oy8/LL8+Ih3jmEVXA1kM6LTy/KLy0onnRkYtMRx+YleYm5qYuKkyFVQcNS' +
  'kIriiUc00INpU71F8bG45psMkJhjgmLWiUC9R5wgxiwGWkXInAjn/TJT+GNnMUByLgsQg4KYbyJI8xHGCStLi1OL4lMSSxIn' +
  'HWFtXJi9sOwIYwMA7mAUvw==';

describe('numbers of texts', () => {
  it('are those of spaCy', () => {
    // As `nlp.vocab.strings[text]` gives them.
    expect(numberOf('coffee')).toBe(3197928453018144401n);
    expect(numberOf('')).toBe(0n);
    expect(numberOf('PERSON')).toBe(380n);
    expect(numberOf('_')).toBe(456n);
    expect(symbol('ENT_KB_ID')).toBe(452);
  });
});

describe('tokens', () => {
  it('make up the whole text and end where ranges end', () => {
    const part = fc.constantFrom('a', ' ', '  ', '\n', '😀', 'не\u0301', '漢字', '.', '\t');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 20 }),
        fc.array(fc.nat(40), { maxLength: 8 }),
        (parts, offsets) => {
          const text = parts.join('');
          const sound = [
            ...new Set(offsets.filter((at) => at <= text.length && !/[\udc00-\udfff]/.test(text.charAt(at)))),
          ].sort((a, b) => a - b);
          const ranges = sound.slice(1).map((end, index) => ({ start: sound[index] ?? 0, end }));
          const tokens = spacyTokens(text, ranges);
          expect(
            tokens.map(({ start, end, space }) => text.slice(start, end) + (space ? ' ' : '')).join(''),
          ).toBe(text);
          for (const { start, end } of ranges) {
            expect(tokens.some((token) => token.start === start)).toBe(true);
            expect(tokens.some((token) => token.end === end)).toBe(true);
          }
        },
      ),
    );
  });
});

describe('spaCy', () => {
  const doc = {
    text: '😀 Ann  Lee went.',
    ents: [{ start: 2, end: 10, label: 'PERSON', kb_id: 'wikidata:Q1' }],
    tokens: [],
    spans: { sc: [{ start: 2, end: 5, label: 'first' }], own: [{ start: 11, end: 15, label: 'verb' }] },
    cats: { news: 1, sport: 0.2, local: 0.75 },
  };
  const expected = [
    [['PERSON'], 'Ann  Lee', 'Q1'],
    [['first'], 'Ann', undefined],
    [['own', 'verb'], 'went', undefined],
  ];
  const shown = (documents: Awaited<ReturnType<typeof readAll>>['documents']) =>
    documents[0]?.annotations.map(({ code, ranges: [range], entity }) => [
      code,
      documents[0]?.structured.text.slice(range?.start, range?.end),
      entity?.identifiers?.[0]?.value,
    ]);

  it('reads documents as JSON', async () => {
    const bundle = bundleOf({ 'a.jsonl': JSON.stringify(doc) });
    expect(await spacyJsonReader.recognise(bundle)).toBe(0.95);
    const { documents } = await readAll(spacyJsonReader, bundle);
    expect(shown(documents)).toEqual(expected);
    expect(documents[0]?.documentCodes?.map(({ code, attributes }) => [code[0], attributes])).toEqual([
      ['news', undefined],
      ['local', { score: 0.75 }],
    ]);
    for (const [reader, writer] of CODES) await expectReadAgain(reader, writer, documents, COMPARED);
  });

  it('reads training data of version 2 and pairs', async () => {
    const token = (orth: string, ner: string) => ({ orth, ner });
    const training = [
      {
        id: 3,
        paragraphs: [
          {
            raw: '“Ann Lee”',
            sentences: [
              { tokens: [token('“', 'O'), token('Ann', 'B-P'), token('Lee', 'L-P'), token('”', 'O')] },
            ],
            cats: [{ label: 'x', value: 1 }],
          },
        ],
      },
    ];
    const pairs =
      '["😀 Ann", {"entities": [[2, 5, "P"]]}]\n["Ben", {"entities": [[0, 3, "P"]], "cats": {"x": 1}}]\n';
    const one = await readAll(spacyJsonReader, bundleOf({ 'a.json': JSON.stringify(training) }));
    expect(shown(one.documents)).toEqual([[['P'], 'Ann Lee', undefined]]);
    const two = await readAll(spacyJsonReader, bundleOf({ 'a.jsonl': pairs }));
    expect(shown(two.documents)).toEqual([[['P'], 'Ann', undefined]]);
    expect(two.documents.length).toBe(2);
  });

  it('says what is wrong with a file that is no DocBin, and with one that breaks off', async () => {
    const bin = {
      version: '0.1',
      attrs: [65],
      tokens: new Uint8Array(8),
      spaces: new Uint8Array(1),
      lengths: new Uint8Array([2, 0, 0, 0]),
      strings: [],
      cats: [{}],
    };
    const whole = deflateSync(encode(bin));
    for (const bytes of [Buffer.from('not packed'), whole, whole.subarray(0, 20), deflateSync(encode([1]))]) {
      await expect(readAll(spacyReader, bundleOf({ 'a.spacy': bytes }))).rejects.toMatchObject({
        code: 'record-malformed',
        place: { path: 'a.spacy' },
      });
    }
  });

  it('names a JSON span that is none', async () => {
    const { problems } = await readAll(
      spacyJsonReader,
      bundleOf({ 'a.jsonl': '\n{"text": "a", "ents": [{"start": 0}]}' }),
    );
    expect(problems.map(({ error }) => [error.code, error.place?.path, error.place?.line])).toEqual([
      ['record-malformed', 'a.jsonl', 2],
    ]);
  });

  it('reads what spaCy itself wrote', async () => {
    const bundle = bundleOf({ 'theirs.spacy': Buffer.from(THEIRS, 'base64') });
    const { documents, problems } = await readAll(spacyReader, bundle);
    expect(documents.map(({ structured }) => structured.text)).toEqual([
      '😀 Ann Lee went to  Minsk on Monday.',
      'no entities',
    ]);
    expect(shown(documents)).toEqual([
      [['PERSON'], 'Ann Lee', 'Q1'],
      [['GPE'], 'Minsk', undefined],
      [['FIRST'], 'Ann', undefined],
      [['own', 'verb'], 'went', undefined],
    ]);
    expect(documents[0]?.documentCodes?.map(({ code }) => code)).toEqual([['news']]);
    expect(problems.map(({ error }) => error.message)).toEqual(['Not taken over: 1 members of user data.']);
    for (const [reader, writer] of CODES) await expectReadAgain(reader, writer, documents, COMPARED);
  });

  it('recognises a DocBin', async () => {
    const { documents } = await readAll(spacyJsonReader, bundleOf({ 'a.jsonl': JSON.stringify(doc) }));
    const { bundle } = await writtenBy(spacyWriter, await setOfDocuments('spacy', documents));
    expect(await spacyReader.recognise(bundle)).toBe(0.95);
    expect(await spacyReader.recognise(bundleOf({ 'a.spacy': 'text' }))).toBe(0);
  });

  it.each(CODES)(
    'returns what it wrote: $format',
    (reader, writer) => expectSetsReturned(reader, writer, COMPARED, eachClassOnce),
    240_000,
  );
});
