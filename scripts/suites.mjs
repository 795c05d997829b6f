// The suites of `npm test`, in the order they run: quick ones first, those that need the build last.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inCheckout } from './checkout.mjs';
import { runProgram } from './process-tree.mjs';
import {
  countOfCheck,
  countOfPlaywright,
  countOfVitest,
  failuresOfPlaywright,
  failuresOfVitest,
  remarksOfPlaywright,
  sumOfCounts,
} from './suite-counts.mjs';
import { projectNode, toolCommand } from './tool.mjs';

const reportFile = (suite) => inCheckout('test-results', 'reports', `${suite}.json`);

/** Runs a tool whose report goes to `file`; the report of an earlier run is never taken for this one's. */
async function runWithReport(file, [program, args], env) {
  rmSync(file, { force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  const { status } = await runProgram(program, args, { env });
  return { status, report: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null };
}

/** A check says on its way what does not hold. */
const outcomeOfCheck = (status) => ({ counts: countOfCheck(status), said: [] });

const check = (tool, args) => async () => {
  const { status } = await runProgram(...toolCommand(tool, args));
  return outcomeOfCheck(status);
};

/** The second configuration knows neither Node nor the DOM, so that core cannot name a global of theirs. */
async function types() {
  const everywhere = await check('tsc', ['--project', '.'])();
  const core = await check('tsc', ['--project', 'tsconfig.core.json'])();
  return { counts: sumOfCounts([everywhere.counts, core.counts]), said: [] };
}

const vitest = (project) => async () => {
  const file = reportFile(project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const command = toolCommand('vitest', ['run', '--project', project, ...reporters]);
  const { report, status } = await runWithReport(file, command, process.env);
  return { counts: countOfVitest(report, status), said: failuresOfVitest(report) };
};

async function build() {
  const { status } = await runProgram(projectNode, [inCheckout('scripts', 'build.mjs')]);
  return outcomeOfCheck(status);
}

async function e2e() {
  const file = reportFile('e2e');
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const command = toolCommand('playwright', ['test', '--reporter=list,json']);
  const { report, status } = await runWithReport(file, command, env);
  const said = [...failuresOfPlaywright(report), ...remarksOfPlaywright(report)];
  return { counts: countOfPlaywright(report, status), said };
}

const sources = ['src', 'e2e', 'bench'].filter((folder) => existsSync(inCheckout(folder)));

/** Each runs to its end, says what it has to say on the way, and resolves to its counts, and what failed or is remarkable by name. */
export const suites = [
  { name: 'types', run: types },
  { name: 'lint', run: check('biome', ['check', '--error-on-warnings', '.']) },
  { name: 'layers', run: check('depcruise', ['--config', '.dependency-cruiser.cjs', ...sources]) },
  { name: 'dead-code', run: check('knip', []) },
  { name: 'unit', run: vitest('unit') },
  { name: 'store', run: vitest('store') },
  { name: 'build', run: build },
  { name: 'e2e', run: e2e, needsElectron: true },
];
