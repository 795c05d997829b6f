// The suites of `npm test`, in the order they run: quick ones first, those that need the build last.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inCheckout } from './checkout.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { runProgram } from './process-tree.mjs';
import { countOfCheck, countOfPlaywright, countOfVitest, sumOfCounts } from './suite-counts.mjs';
import { projectNode, toolCommand } from './tool.mjs';

const reportFile = (suite) => inCheckout('test-results', 'reports', `${suite}.json`);

/** Runs a tool whose report goes to `file`; the report of an earlier run is never taken for this one's. */
async function runWithReport(file, [program, args], env) {
  rmSync(file, { force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  const { status } = await runProgram(program, args, { env });
  return { status, report: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null };
}

const check = (tool, args) => async () => {
  const { status } = await runProgram(...toolCommand(tool, args));
  return countOfCheck(status);
};

/** The second configuration knows neither Node nor the DOM, so that core cannot name a global of theirs. */
async function types() {
  const everywhere = await check('tsc', ['--project', '.'])();
  const core = await check('tsc', ['--project', 'tsconfig.core.json'])();
  return sumOfCounts([everywhere, core]);
}

const vitest = (project) => async () => {
  const file = reportFile(project);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const command = toolCommand('vitest', ['run', '--project', project, ...reporters]);
  const { report, status } = await runWithReport(file, command, process.env);
  return countOfVitest(report, status);
};

async function build() {
  const { status } = await runProgram(projectNode, [inCheckout('scripts', 'build.mjs')]);
  return countOfCheck(status);
}

async function e2e() {
  const file = reportFile('e2e');
  const virtual = hasDisplay() ? null : await startVirtualDisplay();
  try {
    const env = { ...process.env, ...virtual?.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    const command = toolCommand('playwright', ['test', '--reporter=list,json']);
    const { report, status } = await runWithReport(file, command, env);
    return countOfPlaywright(report, status);
  } finally {
    virtual?.stop();
  }
}

const sources = ['src', 'e2e', 'bench'].filter((folder) => existsSync(inCheckout(folder)));

/** Each runs to its end, says what it has to say on the way, and resolves to its counts. */
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
