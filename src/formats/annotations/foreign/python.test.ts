import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitrarySet } from '../testing/arbitrary-set.ts';
import { sourceOf } from '../testing/source-of.ts';
import { ExportTally } from '../writer.ts';
import { DEFAULT_WRITE_OPTIONS } from './format.ts';
import { wellFormed } from './testing/adapted.ts';
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
});
