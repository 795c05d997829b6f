import { describe, expect, it } from 'vitest';
import { doccanoReader } from '../doccano/read.ts';
import { jsonRecords, type RecordOrProblem } from './json-records.ts';
import { partialJson } from './json-value.ts';
import { bundleOf } from './testing/memory-bundle.ts';
import type { BundleFile } from './types.ts';

/** A file that is made as it is read. */
function fileOf(head: string, pieces: () => AsyncGenerator<Uint8Array>): BundleFile {
  return {
    path: 'a.jsonl',
    size: 0,
    head: async () => Buffer.from(head),
    pieces,
    bytes: async () => new Uint8Array(0),
    database: async () => ({ tables: new Map(), rows: () => [] }),
  };
}

async function all(file: BundleFile | undefined): Promise<readonly RecordOrProblem[]> {
  const records: RecordOrProblem[] = [];
  if (file) for await (const record of jsonRecords(file)) records.push(record);
  return records;
}

const shown = (records: readonly RecordOrProblem[]) =>
  records.map((record) =>
    'value' in record ? [record.line, record.value] : [record.error.place?.line, record.error.code],
  );

describe('JSON records', () => {
  it('are read from lines, lists and records over several lines, with the lines that they begin in', async () => {
    const contents = [
      '{"a":1}\r\n\n{"b":[2]}',
      '\uFEFF[\n{"a":1}, \n{"b":[2]}\n]\n',
      '{"a":\n1}\n{"b":\n[2]}\n',
    ];
    const lines = [
      [1, 3],
      [2, 3],
      [1, 3],
    ];
    for (const [index, content] of contents.entries()) {
      const records = await all(bundleOf({ 'a.json': content }).files[0]);
      expect(shown(records)).toEqual([
        [lines[index]?.[0], { a: 1 }],
        [lines[index]?.[1], { b: [2] }],
      ]);
    }
  });

  it('are read from UTF-16 with its mark', async () => {
    const content = Buffer.from('\uFEFF{"a":"😀"}\n', 'utf16le');
    expect(shown(await all(bundleOf({ 'a.jsonl': content }).files[0]))).toEqual([[1, { a: '😀' }]]);
  });

  it('go on after a record that breaks off, in a list too', async () => {
    expect(shown(await all(bundleOf({ 'a.jsonl': '{"a":\n{"b":2}\n{"c":3' }).files[0]))).toEqual([
      [1, 'record-malformed'],
      [2, { b: 2 }],
      [3, 'record-malformed'],
    ]);
    expect(shown(await all(bundleOf({ 'a.json': '[{"a":1}, {"b":}, {"c":3}]' }).files[0]))).toEqual([
      [1, { a: 1 }],
      [1, 'record-malformed'],
      [1, { c: 3 }],
    ]);
    await expect(all(bundleOf({ 'a.json': '[1] 2' }).files[0])).rejects.toMatchObject({
      code: 'record-malformed',
    });
  });

  it('pass over a line of 100 MB and read on, without holding it', async () => {
    const piece = Buffer.alloc(1_048_576, 0x61);
    const file = fileOf('{"a":"aaa', async function* () {
      yield Buffer.from('{"a":"');
      for (let count = 0; count < 100; count += 1) yield piece;
      yield Buffer.from('"}\n{"b":2}\n');
    });
    expect(shown(await all(file))).toEqual([
      [1, 'record-malformed'],
      [2, { b: 2 }],
    ]);
  });

  it('are handed on one by one: 1,000,000 spans are never held together', async () => {
    const spans = JSON.stringify(Array.from({ length: 100 }, (_, at) => [at, at + 1, 'A']));
    const line = Buffer.from(`{"text": "${'a'.repeat(100)}", "label": ${spans}}\n`);
    let given = 0;
    const file = fileOf(line.toString(), async function* () {
      for (; given < 10_000; given += 1) yield line;
    });
    let annotations = 0;
    let documents = 0;
    for await (const item of doccanoReader.read({ name: 'a.jsonl', files: [file] })) {
      if (item.kind !== 'document') continue;
      documents += 1;
      annotations += item.document.annotations.length;
      expect(given - documents).toBeLessThan(3);
    }
    expect(annotations).toBe(1_000_000);
  }, 300_000);

  it('are recognised by what a cut shows of them', () => {
    expect(partialJson('[{"a": {"b": [1, 2, {"c": "d')).toEqual([{ a: { b: [1, 2, {}] } }]);
    expect(partialJson('{"a": "x", "b": "y')).toEqual({ a: 'x' });
    expect(partialJson('text')).toBeUndefined();
    expect(partialJson('{]')).toBeUndefined();
  });
});
