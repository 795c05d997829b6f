import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run torture [-- --runs N] [--app-runs N]`: kills the store's process N times (10,000), fills the disk at every write of a save,
 * an import and a backup, and kills store, main and both in the real application (300). Ends with 1 where anything acknowledged is lost.
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10000' }, 'app-runs': { type: 'string', default: '300' } },
});

const here = (file: string) => path.join(import.meta.dirname, file);
const playwright = path.join(import.meta.dirname, '../node_modules/@playwright/test/cli.js');
const trials: readonly (readonly [string, readonly string[], NodeJS.ProcessEnv])[] = [
  ['full disk at every write', [here('torture/full-disk.ts')], {}],
  ['store killed', [here('torture/kill.ts'), '--runs', values.runs], {}],
  ['application killed', [playwright, 'test', 'kill.e2e.ts'], { GLOSSATOR_KILL_RUNS: values['app-runs'] }],
];

let failed = 0;
for (const [name, command, env] of trials) {
  console.log(`${name}:`);
  const { status } = spawnSync(process.execPath, command, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) failed += 1;
}
process.exitCode = failed > 0 ? 1 : 0;
