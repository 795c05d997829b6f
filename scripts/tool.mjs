import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutRoot, inCheckout } from './checkout.mjs';

const nodeName = process.platform === 'win32' ? 'node.exe' : 'node';

/** The Node of the `node` package: the one that source, tests and tools run on. */
export const projectNode = inCheckout('node_modules', 'node', 'bin', nodeName);

/** The script that a package installs under a command's name. */
function scriptOf(command, packageName) {
  const folder = inCheckout('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

const packageOf = {
  tsc: 'typescript',
  biome: '@biomejs/biome',
  depcruise: 'dependency-cruiser',
  playwright: '@playwright/test',
};

/** The program and arguments that run an installed tool on the project's Node. */
export function toolCommand(command, args) {
  return [projectNode, [scriptOf(command, packageOf[command] ?? command), ...args]];
}

/** Runs an installed tool in the checkout and rejects unless it succeeds. */
export function runTool(command, args, { env = process.env, stdio = 'inherit' } = {}) {
  const [program, programArgs] = toolCommand(command, args);
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArgs, { cwd: checkoutRoot, env, stdio });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} failed (${signal ?? `exit status ${code}`}).`));
    });
  });
}
