import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undefused } from '../csv/cell.ts';
import { csvWriter, quotationTable } from '../csv/write.ts';
import { arbitrarySet } from '../testing/arbitrary-set.ts';
import { sourceOf } from '../testing/source-of.ts';
import { written } from '../testing/written.ts';
import { ExportTally } from '../writer.ts';
import { DEFAULT_WRITE_OPTIONS } from './format.ts';
import { inXml, wellFormed } from './testing/adapted.ts';
import { bundleWritten } from './testing/memory-bundle.ts';
import { toolCodecs } from './tool-codecs.ts';

const HAS_PYTHON = spawnSync('python3', ['--version']).status === 0;

/** Reads every file below a folder by what its ending says, with nothing but Python's own library. */
const SCRIPT = `
import json, os, sys, xml.etree.ElementTree as tree
count = 0
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), encoding='utf-8', newline='') as file:
            if name.endswith(('.json', '.jsonld', '.bdocjs')): json.load(file)
            elif name.endswith('.jsonl'):
                for line in file: json.loads(line)
            elif name.endswith('.xml'): tree.fromstring(file.read().encode('utf-8'))
            elif name.endswith('.txt'): file.read()
            else: continue
            count += 1
print(count)
`;

/** Tables as Python's own reader of CSV takes them. */
const TABLES = `
import csv, json, os, sys
tables = []
for index in range(int(sys.argv[2])):
    with open(os.path.join(sys.argv[1], f'{index}.csv'), encoding='utf-8-sig', newline='') as file:
        tables.append(list(csv.reader(file, strict=True)))
print(json.dumps(tables))
`;

describe.runIf(HAS_PYTHON)('what is written', () => {
  it.each(
    toolCodecs
      .filter(({ writer, about }) => writer && !['spacy', 'pubtator'].includes(about.format))
      .map(({ about, writer }) => [about.format, writer] as const),
  )(
    'is read by Python: %s',
    async (_format, writer) => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-python-'));
      let files = 0;
      for (const [index, set] of fc.sample(arbitrarySet, { numRuns: 8, seed: 7 }).entries()) {
        const bundle =
          writer &&
          (await bundleWritten(
            writer.write(sourceOf(wellFormed(set)), new ExportTally(), DEFAULT_WRITE_OPTIONS),
          ));
        for (const file of bundle?.files ?? []) {
          mkdirSync(path.join(folder, String(index)), { recursive: true });
          writeFileSync(path.join(folder, String(index), file.path), await file.bytes(1e9));
          files += 1;
        }
      }
      const { stdout, stderr } = spawnSync('python3', ['-c', SCRIPT, folder], { encoding: 'utf8' });
      rmSync(folder, { recursive: true });
      expect(stderr).toBe('');
      expect(Number(stdout)).toBe(files);
    },
    120_000,
  );

  it('is read by Python: the table of quotations, each field as it was', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'glossator-python-'));
    const wanted: string[][][] = [];
    for (const [index, drawn] of fc.sample(arbitrarySet, { numRuns: 12, seed: 7 }).entries()) {
      // Python before 3.11 refuses the null character in a table.
      const set = inXml(wellFormed(drawn));
      const { columns, rows } = quotationTable(sourceOf(set), new ExportTally());
      wanted.push([
        [...columns],
        ...Array.from(rows, (row) => columns.map((column) => String(row[column] ?? ''))),
      ]);
      writeFileSync(path.join(folder, `${index}.csv`), (await written(csvWriter, set)).bytes);
    }
    const { stdout, stderr } = spawnSync('python3', ['-c', TABLES, folder, String(wanted.length)], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    rmSync(folder, { recursive: true });
    expect(stderr).toBe('');
    const read = JSON.parse(stdout) as string[][][];
    expect(read.map((rows) => rows.map((cells) => cells.map(undefused)))).toEqual(wanted);
    expect(wanted.flat().length).toBeGreaterThan(2 * wanted.length);
  }, 120_000);
});
