import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { partialJson } from '../../formats/annotations/foreign/json-value.ts';
import { recogniseSet } from '../import/recognise-set.ts';
import { tellingHead } from './json-head.ts';
import { HEAD_LENGTH } from './pieces.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'glossator-heads-'));
afterAll(() => rmSync(folder, { recursive: true }));

const headOf = (text: string, length = 1_000) => {
  const bytes = Buffer.from(text);
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  };
  return tellingHead(bytes.subarray(0, HEAD_LENGTH), pieces);
};

test('what comes after a text of any letters and any length is told, and of the text its beginning', async () => {
  const letters = fc.constantFrom('a', '"', '\\', '\n', 'é', '界', '😀', '\u0001', '}', ']', ',');
  await fc.assert(
    fc.asyncProperty(
      fc.array(letters, { minLength: 1, maxLength: 40 }),
      fc.nat(40_000),
      async (word, more) => {
        const text = word.join('').repeat(Math.ceil((HEAD_LENGTH + more) / word.length));
        const record = { text, label: [[0, 4, 'PER']], id: 7 };
        const value = partialJson(Buffer.from(await headOf(JSON.stringify(record), 1_000 + more)).toString());
        expect(value).toMatchObject({ label: [[0, 4, 'PER']], id: 7 });
        const told = (value as typeof record).text;
        expect(told.length).toBeLessThan(2_000);
        expect(text.startsWith(told)).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test('a head that tells enough, or is none of JSON, stays as it is', async () => {
  const short = JSON.stringify(Array.from({ length: 9_000 }, (_, id) => ({ id, text: 'short' })));
  const prose = `[“He said”] ${'"and so on '.repeat(9_000)}`;
  const rich = `{\\rtf1 "${'a '.repeat(60_000)}`;
  for (const text of [short, prose, rich]) {
    expect(Buffer.from(await headOf(text)).equals(Buffer.from(text).subarray(0, HEAD_LENGTH))).toBe(true);
  }
});

test('a set whose first text is as long as a book is known for what it is', async () => {
  const book = 'He said “no”, and \\ no more.\n'.repeat(20_000);
  const doccano = path.join(folder, 'book.jsonl');
  writeFileSync(doccano, `${JSON.stringify({ id: 1, text: book, label: [[3, 7, 'SAID']] })}\n`);
  expect((await recogniseSet({ path: doccano }))?.set.format).toBe('doccano');
  const studio = path.join(folder, 'book.json');
  const value = { start: 3, end: 7, text: 'said', labels: ['SAID'] };
  const result = { id: 'a', from_name: 'label', to_name: 'text', type: 'labels', value };
  writeFileSync(
    studio,
    JSON.stringify([{ id: 1, data: { text: book }, annotations: [{ id: 1, result: [result] }] }]),
  );
  expect((await recogniseSet({ path: studio }))?.set.format).toBe('label-studio');
});
