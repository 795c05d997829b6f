// `node scripts/run.mjs PROGRAM [ARGUMENTS]`: runs an installed tool, or a .ts or .mjs file of the checkout, with
// the application built and a display to show it on. Playwright's workers have each a display of their own: e2e/app.ts.
import { existsSync } from 'node:fs';
import { build } from './build.mjs';
import { inCheckout } from './checkout.mjs';
import { hasDisplay, startVirtualDisplay } from './display.mjs';
import { runScript } from './main-script.mjs';
import { runProgram } from './process-tree.mjs';
import { provision } from './provision.mjs';
import { projectNode, toolCommand } from './tool.mjs';

function commandFor(program, args) {
  if (!/\.(ts|mjs)$/.test(program)) return toolCommand(program, args);
  if (!existsSync(inCheckout(program))) throw new Error(`There is no ${program} in this checkout.`);
  return [projectNode, [inCheckout(program), ...args]];
}

await runScript(async () => {
  const [program, ...args] = process.argv.slice(2);
  if (program === undefined) throw new Error('Usage: node scripts/run.mjs PROGRAM [ARGUMENTS]');
  await provision();
  await build();
  const virtual = hasDisplay() || program === 'playwright' ? null : await startVirtualDisplay();
  const [command, commandArgs] = commandFor(program, args);
  const env = { ...process.env, ...virtual?.env };
  const { status } = await runProgram(command, commandArgs, { env });
  return status;
});
