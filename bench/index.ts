import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benchAgreement } from './agreement/index.ts';
import { benchCompare } from './compare/index.ts';
import { benchExchange } from './exchange.ts';
import { type Figure, machine, table } from './figure.ts';
import { benchFormats, formatsTable } from './formats.ts';
import { benchGigabyte } from './gigabyte.ts';
import { benchImport } from './import.ts';
import { benchMerge } from './merge.ts';
import { benchReaders } from './readers/index.ts';
import { readersTable } from './readers/table.ts';
import { benchSearch } from './search.ts';
import { soak } from './soak/index.ts';
import { benchStore } from './store.ts';
import { benchMemory, benchStart, benchWork } from './window/index.ts';

/**
 * `npm run bench [-- SUITE …] [--million] [--annotations N] [--format NAME …] [--megabytes N] [--minutes N] [--json FILE] [--markdown]`: prints each figure with its target.
 * Suites are named below; all but the soak, the gigabyte and search run where none is named. `--markdown` prints nothing but tables, as the README shows them.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    million: { type: 'boolean', default: false },
    annotations: { type: 'string' },
    format: { type: 'string', multiple: true, default: [] },
    megabytes: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    json: { type: 'string' },
    markdown: { type: 'boolean', default: false },
  },
});

const say = values.markdown ? () => undefined : (line: string) => console.log(line);
const suites: Record<string, () => Promise<readonly Figure[]>> = {
  start: () => benchStart(),
  memory: () => benchMemory(),
  work: () => benchWork({ million: values.million }),
  compare: () => benchCompare(say),
  store: () => benchStore(),
  exchange: async () => benchExchange(),
  formats: async () =>
    benchFormats({
      count: Number(values.annotations ?? (values.million ? 1_000_000 : 100_000)),
      only: values.format,
      // Not into the tables, and not kept back until the end: it takes minutes.
      say: (line) => console.error(line),
    }),
  merge: () => benchMerge(),
  agreement: () => benchAgreement(),
  readers: () =>
    benchReaders({ length: Number(values.megabytes ?? 2) * 1_048_576, only: values.format, say }),
  import: async () => benchImport(),
  gigabyte: () => benchGigabyte(Number(values.megabytes ?? 1_000)),
  search: async () => benchSearch(Number(values.megabytes ?? 1_000)),
  soak: () => soak({ minutes: Number(values.minutes), say }),
};

const tables: Readonly<Record<string, typeof table>> = { formats: formatsTable, readers: readersTable };

/** Each takes minutes, and is run only when named. */
const LONG_SUITES = ['gigabyte', 'search', 'soak'];
/** Each prints its table when it is done, so that they are suites of their own. */
const WINDOW = ['start', 'memory', 'work'];
const wanted =
  positionals.length > 0
    ? positionals.flatMap((name) => (name === 'window' ? WINDOW : [name]))
    : Object.keys(suites).filter((name) => !LONG_SUITES.includes(name));
const unknown = wanted.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0 || !(Number(values.minutes) > 0) || !(Number(values.megabytes ?? 1) > 0)) {
  console.error(
    unknown.length > 0
      ? `There is no suite ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`
      : '--minutes and --megabytes take a number.',
  );
  process.exit(1);
}

const { cpu, cores, memoryGiB, system } = machine();
console.log(`${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${process.version}\n`);
const figures: Figure[] = [];

/** After each suite, so that what was measured is kept where a later one fails. */
function keep(): void {
  if (values.json === undefined) return;
  mkdirSync(path.dirname(path.resolve(values.json)), { recursive: true });
  const result = { machine: machine(), node: process.version, date: new Date().toISOString(), figures };
  writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

for (const name of wanted) {
  try {
    const measured = (await suites[name]?.()) ?? [];
    figures.push(...measured);
    console.log(`${values.markdown ? `### ${name}\n\n` : ''}${(tables[name] ?? table)(measured)}\n`);
    keep();
  } catch (error) {
    console.error(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
    process.exitCode = 1;
  }
}
