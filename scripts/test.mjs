// `npm test [-- SUITE…]`: runs every suite, or those named, each to its end whatever came of the others.
// The last line sums them up; the exit status is 1 where anything failed.
import { checkoutRoot } from './checkout.mjs';
import { runScript } from './main-script.mjs';
import { provision } from './provision.mjs';
import { inWords, sumOfCounts } from './suite-counts.mjs';
import { suites } from './suites.mjs';

const oneFailure = { passed: 0, failed: 1, skipped: 0 };

function chosen(names) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    const known = suites.map((suite) => suite.name).join(', ');
    throw new Error(`There is no suite ${unknown.join(', ')}. The suites are ${known}.`);
  }
  return names.length === 0 ? suites : suites.filter((suite) => names.includes(suite.name));
}

async function runSuite({ name, run }) {
  process.stdout.write(`\n— ${name} —\n`);
  const start = performance.now();
  const outcome = await run().catch((error) => {
    process.stdout.write(`${error.stack}\n`);
    return { counts: oneFailure, said: [error.message] };
  });
  return { name, ...outcome, seconds: (performance.now() - start) / 1000 };
}

/** What failed is named again beside the sum: of a long output one often has only the end. */
function linesOf({ name, counts, said, seconds }) {
  const verdict = counts.failed === 0 ? 'ok' : 'FAILED';
  const sum = `${name.padEnd(10)} ${verdict.padEnd(7)} ${inWords(counts)} (${seconds.toFixed(1)} s)`;
  return [sum, ...said.map((line) => `  ${line}`)].join('\n');
}

await runScript(async () => {
  process.chdir(checkoutRoot);
  const selected = chosen(process.argv.slice(2));
  try {
    const electron = selected.some((suite) => suite.needsElectron);
    await provision({ log: (line) => process.stdout.write(`${line}\n`), electron });
  } catch (error) {
    process.stdout.write(`${error.message}\n${inWords(oneFailure)}\n`);
    return 1;
  }
  const results = [];
  for (const suite of selected) results.push(await runSuite(suite));
  const total = sumOfCounts(results.map(({ counts }) => counts));
  process.stdout.write(`\n${results.map(linesOf).join('\n')}\n${inWords(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});
