import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inCheckout } from '../checkout.mjs';
import { withLock } from '../lock.mjs';
import { runNpm } from '../npm-client.mjs';
import { projectNode } from '../tool.mjs';

/**
 * Whether what npm recorded as installed is what the lock file asks for. Packages for other platforms may be
 * missing; others must be there in the version and with the integrity that are locked, and nothing besides.
 */
export function installedMatchesLock(lock, installed) {
  const wanted = Object.entries(lock.packages).filter(([place]) => place !== '');
  const isThere = ([place, { version, integrity, optional, devOptional }]) => {
    const found = installed.packages[place];
    if (found === undefined) return optional === true || devOptional === true;
    return found.version === version && found.integrity === integrity;
  };
  return wanted.every(isThere) && Object.keys(installed.packages).every((place) => place in lock.packages);
}

function packagesAreCurrent() {
  const record = inCheckout('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
  return installedMatchesLock(read(inCheckout('package-lock.json')), read(record));
}

/** npm may or may not run install scripts; the only one that is needed is run here. */
function installNode() {
  const folder = inCheckout('node_modules', 'node');
  // Where a tool of ours was called with the project's own Node, that one has just been removed from under us.
  const node = existsSync(process.execPath) ? process.execPath : (process.env.npm_node_execpath ?? 'node');
  return new Promise((resolve, reject) => {
    const child = spawn(node, [path.join(folder, 'installArchSpecificPackage.js')], {
      cwd: folder,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, npm_config_loglevel: 'error' },
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0 && existsSync(projectNode)) resolve();
      else reject(new Error('The `node` package could not be completed. Is the npm registry reachable?'));
    });
  });
}

async function install({ log }) {
  if (!packagesAreCurrent()) {
    log('Installing packages (npm ci).');
    await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: inCheckout(),
      stdio: ['ignore', 2, 2],
    });
  }
  if (!existsSync(projectNode)) {
    log('Installing the Node that the tools run on.');
    await installNode();
  }
}

const packagesAreThere = () => packagesAreCurrent() && existsSync(projectNode);

/** Installs exactly the packages of the lock file, unless they are there. Prints to standard error only. */
export async function providePackages({ log }) {
  if (packagesAreThere()) return;
  const onWait = (holder) => log(`Waiting for process ${holder}, which is installing packages.`);
  await withLock(inCheckout('.electron', 'packages-lock'), () => install({ log }), { onWait });
}
