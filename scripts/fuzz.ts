import { parseArgs } from 'node:util';
import { GlossatorError } from '../src/core/errors.ts';
import { checkStructure } from '../src/core/text/check.ts';
import {
  bombs,
  Chance,
  random,
  type Sample,
  samples,
  spoiltSample,
} from '../src/formats/documents/testing/hostile-files.ts';
import { IsolatedReader } from '../src/workbench/import/isolation/read-isolated.ts';

/**
 * `npm run fuzz [-- --rounds N] [--format F] [--from SEED]`: reads N (20,000) spoilt files of each format, one in ten bytes of chance alone, and
 * the bombs, in the thread that the application reads them in. Ends with 1 where a text is unsound, a reader fails otherwise than with a reason,
 * takes longer than its time, or the process grows by more than 1 GB. A failure names the format and the seed, which make the same file again.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20000' },
    format: { type: 'string' },
    from: { type: 'string', default: '0' },
  },
});

const FAULTS = new Set(['reader-failed', 'reader-timeout', 'reader-memory', 'internal']);
const reader = new IsolatedReader();
const before = process.memoryUsage().rss;
let peak = before;
let failed = 0;

async function read({ format, fileName }: Sample, bytes: Uint8Array, name: string): Promise<string> {
  try {
    const problems = checkStructure(await reader.read({ bytes, fileName, format }));
    if (problems.length === 0) return 'read';
    console.error(`${format} ${name}: ${problems.join('; ')}`);
  } catch (thrown) {
    if (thrown instanceof GlossatorError && !FAULTS.has(thrown.code)) return thrown.code;
    console.error(
      `${format} ${name}: ${thrown instanceof GlossatorError ? `${thrown.code} ${thrown.message}` : thrown}`,
    );
  }
  failed += 1;
  return 'failed';
}

const from = Number(values.from);
for (const sample of await samples()) {
  if (values.format !== undefined && sample.format !== values.format) continue;
  const outcomes = new Map<string, number>();
  const start = performance.now();
  for (let seed = from; seed < from + Number(values.rounds); seed += 1) {
    const chance = new Chance(seed);
    const bytes = seed % 10 === 9 ? random(sample, chance) : await spoiltSample(sample, chance);
    const outcome = await read(sample, bytes, `seed ${seed}`);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    peak = Math.max(peak, process.memoryUsage.rss());
  }
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  const told = Array.from(outcomes, ([outcome, count]) => `${outcome} ${count}`).join(', ');
  console.log(`${sample.format}: ${told} (${seconds} s)`);
}
for (const bomb of values.format === undefined ? await bombs() : []) {
  console.log(`bomb ${bomb.format}: ${await read(bomb, bomb.bytes, `${bomb.bytes.length} bytes`)}`);
  peak = Math.max(peak, process.memoryUsage.rss());
}
await reader.close();

const grown = Math.round((peak - before) / 1_048_576);
console.log(`Grown by at most ${grown} MB.`);
if (grown > 1_024) failed += 1;
process.exitCode = failed > 0 ? 1 : 0;
