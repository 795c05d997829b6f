// Proves the layer check: a tree is written in which each rule is broken on purpose, beside imports that are
// allowed, and exactly the broken ones must be reported.
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inCheckout } from './checkout.mjs';
import { runProgram } from './process-tree.mjs';

/** `from` imports `to` with this statement; `rules` are those that must object, none where it is allowed. */
type Import = readonly [from: string, statement: string, to: string, ...rules: string[]];

const importOf = (target: string) => `import { x } from '${target}';`;
const importType = (target: string) => `import type { x } from '${target}';`;
const up = (to: string) => `../../${to}`;

const layers = [
  'core',
  'formats',
  'store',
  'workbench',
  'contract',
  'host',
  'cli',
  'main',
  'preload',
  'renderer',
];

/** DESIGN.md's arrows, written a second time on purpose. */
const allowed = new Set([
  'formats core',
  'store core',
  'workbench core',
  'workbench formats',
  'workbench store',
  'workbench contract',
  'contract core',
  'host workbench',
  'host contract',
  'host core',
  'cli workbench',
  'cli contract',
  'cli core',
  'main contract',
  'preload contract',
  'renderer contract',
  'renderer core',
]);

/** Each layer imports a type from each other layer. */
const betweenLayers: Import[] = layers.flatMap((from) =>
  layers
    .filter((to) => to !== from)
    .map((to): Import => {
      const target = `src/${to}/leaf.ts`;
      const rules = allowed.has(`${from} ${to}`) ? [] : [`layer-${from}`];
      return [`src/${from}/part/to-${to}.ts`, importType(up(`${to}/leaf.ts`)), target, ...rules];
    }),
);

const electron = 'electron-only-in-the-shell';
const sqlite = 'sqlite-only-in-store';

const singleCases: Import[] = [
  ['src/main/part/a.ts', importOf(up('core/errors.ts')), 'src/core/errors.ts'],
  ['src/formats/part/a.ts', importOf(up('core/leaf.ts')), 'src/core/leaf.ts'],
  ['src/contract/part/a.ts', importOf(up('core/errors.ts')), 'src/core/errors.ts'],
  ['src/contract/part/b.ts', importOf(up('core/ids.ts')), 'src/core/ids.ts'],
  [
    'src/contract/part/c.ts',
    importOf(up('core/leaf.ts')),
    'src/core/leaf.ts',
    'contract-sees-core-types-only',
  ],
  ['src/contract/part/d.ts', "import { type x } from '../../core/leaf.ts';", 'src/core/leaf.ts'],
  ['src/contract/part/e.ts', importOf('zod'), 'zod'],
  ['src/contract/part/f.ts', importOf('uuid'), 'uuid', 'contract-is-plain'],
  ['src/contract/part/g.ts', importOf('node:fs'), 'fs', 'no-node-here'],
  ['src/core/part/a.ts', importOf('node:fs'), 'fs', 'no-node-here'],
  ['src/core/part/b.ts', importOf('path'), 'path', 'no-node-here'],
  ['src/core/part/c.ts', importOf('uuid'), 'uuid'],
  ['src/core/part/d.ts', importOf('zod'), 'zod', 'core-is-pure'],
  ['src/core/part/e.ts', importType('electron'), 'electron', 'core-is-pure', electron],
  ['src/core/part/f.ts', importOf('better-sqlite3'), 'better-sqlite3', 'core-is-pure', sqlite],
  ['src/core/part/g.test.ts', importOf('node:fs'), 'fs'],
  ['src/core/part/h.test.ts', importOf('vitest'), 'vitest'],
  ['src/core/testing/a.ts', importOf('fast-check'), 'fast-check'],
  ['src/core/part/j.test.ts', importOf('../testing/a.ts'), 'src/core/testing/a.ts'],
  ['src/core/part/k.ts', importOf('../testing/a.ts'), 'src/core/testing/a.ts', 'no-tests-in-source'],
  ['src/core/part/i.ts', importOf('vitest'), 'vitest', 'core-is-pure', 'no-tests-in-source'],
  ['src/renderer/part/a.ts', importOf('node:fs'), 'fs', 'no-node-here'],
  ['src/renderer/part/b.tsx', importOf('react'), 'react'],
  ['src/renderer/part/c.tsx', `const x = <p>{1}</p>;\n${importOf('electron')}`, 'electron', electron],
  [
    'src/renderer/part/d.ts',
    "const x = import('../../store/leaf.ts');",
    'src/store/leaf.ts',
    'layer-renderer',
  ],
  ['src/renderer/part/e.ts', "export * from '../../main/leaf.ts';", 'src/main/leaf.ts', 'layer-renderer'],
  ['src/preload/part/a.ts', importOf('electron'), 'electron'],
  ['src/preload/part/b.ts', importOf('node:fs'), 'fs', 'no-node-here'],
  ['src/main/part/b.ts', importOf('electron'), 'electron'],
  ['src/main/part/c.ts', importOf('node:fs'), 'fs'],
  ['src/main/part/d.ts', importOf('better-sqlite3'), 'better-sqlite3', sqlite],
  ['src/main/part/e.ts', importOf('react'), 'react', 'interface-only-in-renderer'],
  ['src/host/part/a.ts', importType('electron'), 'electron'],
  ['src/workbench/part/a.ts', importOf('electron'), 'electron', electron],
  ['src/workbench/part/b.ts', importType('better-sqlite3'), 'better-sqlite3', sqlite],
  ['src/workbench/part/c.ts', importOf('node:sqlite'), 'sqlite', sqlite],
  ['src/store/part/a.ts', importOf('better-sqlite3'), 'better-sqlite3'],
  ['src/workbench/part/d.ts', importOf('./e.test.ts'), 'src/workbench/part/e.test.ts', 'no-tests-in-source'],
  ['src/workbench/part/e.test.ts', importOf('fast-check'), 'fast-check'],
  ['src/workbench/part/f.ts', importOf('fast-check'), 'fast-check', 'no-tests-in-source'],
  ['src/workbench/part/g.ts', importOf(up('../e2e/leaf.ts')), 'e2e/leaf.ts', 'source-stands-alone'],
  ['src/workbench/part/h.test.ts', importOf(up('../bench/leaf.ts')), 'bench/leaf.ts', 'source-stands-alone'],
  ['src/workbench/part/i.ts', importOf('./nowhere.ts'), './nowhere.ts', 'everything-resolves'],
  ['src/stray/a.ts', importOf('../core/leaf.ts'), 'src/core/leaf.ts', 'no-unknown-layer'],
  ['src/core/ring/a.ts', importOf('./b.ts'), 'src/core/ring/b.ts', 'no-cycles'],
  ['src/core/ring/b.ts', importType('./a.ts'), 'src/core/ring/a.ts'], // Told once for each ring.
  ['bench/part/a.ts', importOf(up('src/store/leaf.ts')), 'src/store/leaf.ts'],
];

const imports = [...betweenLayers, ...singleCases];
const leaves = [...layers.map((layer) => `src/${layer}/leaf.ts`), 'src/core/errors.ts', 'src/core/ids.ts'];

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

/** A package by its name, a file by its path: what a violation and an `Import` both call it. */
function plainName(target: string): string {
  const inPackage = /node_modules\/(@types\/)?([^/]+)\//.exec(target);
  return inPackage?.[2] ?? target.replace(/^node:/, '');
}

let root: string;
let violations: string[];

beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'glossator-layers-')));
  const write = async (file: string, content: string) => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), `${content}\nexport const x = 1;\n`);
  };
  for (const leaf of [...leaves, 'e2e/leaf.ts', 'bench/leaf.ts']) await write(leaf, '');
  for (const [from, statement] of imports) await write(from, statement);
  await symlink(inCheckout('node_modules'), path.join(root, 'node_modules'), 'dir');
  const cruiser = inCheckout('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const rules = inCheckout('.dependency-cruiser.cjs');
  const args = [cruiser, '--config', rules, '--output-type', 'json', 'src', 'e2e', 'bench'];
  const { output } = await runProgram(process.execPath, args, { cwd: root, capture: true });
  const found = JSON.parse(output).summary.violations as Violation[];
  violations = found.map(({ from, to, rule }) => `${rule.name}: ${from} → ${plainName(to)}`);
});

afterAll(() => rm(root, { recursive: true, force: true }));

describe('the layer check', () => {
  it('reports exactly the imports that are forbidden', () => {
    const expected = imports.flatMap(([from, , to, ...rules]) =>
      rules.map((rule) => `${rule}: ${from} → ${to}`),
    );
    expect([...violations].sort()).toEqual(expected.sort());
  });

  it('has no rule that was never seen to object', async () => {
    const { default: config } = await import(inCheckout('.dependency-cruiser.cjs'));
    const names = (config.forbidden as { name: string }[]).map((rule) => rule.name);
    expect(names.filter((name) => !violations.some((violation) => violation.startsWith(`${name}:`)))).toEqual(
      [],
    );
  });
});
