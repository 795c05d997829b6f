import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchExchange } from './exchange.ts';
import { type Figure, machine, table } from './figure.ts';
import { benchReaders } from './readers.ts';
import { benchStore } from './store.ts';
import { benchWindow } from './window/index.ts';

/**
 * `npm run bench [-- SUITE …] [--million] [--json FILE]`: prints each figure with its target. Suites are named below; all run where none is named.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { million: { type: 'boolean', default: false }, json: { type: 'string' } },
});

const suites: Record<string, () => Promise<readonly Figure[]>> = {
  window: () => benchWindow({ million: values.million }),
  exchange: async () => benchExchange(),
  readers: () => benchReaders(),
  store: () => benchStore(),
};

const wanted = positionals.length > 0 ? positionals : Object.keys(suites);
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`);
  process.exit(1);
}

const { cpu, cores, memoryGiB, system } = machine();
console.log(`${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${process.version}\n`);
const figures: Figure[] = [];
for (const name of wanted) {
  const measured = (await suites[name]?.()) ?? [];
  console.log(`${table(measured)}\n`);
  figures.push(...measured);
}
if (values.json !== undefined) {
  mkdirSync(path.dirname(path.resolve(values.json)), { recursive: true });
  writeFileSync(
    values.json,
    `${JSON.stringify({ machine: machine(), node: process.version, figures }, null, 2)}\n`,
  );
}
