// What Electron needs of a Linux system, and of fonts so that every script of the sample project can be read.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { cacheFolder } from '../cache-folder.mjs';
import { hasDisplay } from '../display.mjs';
import { withLock } from '../lock.mjs';

/** Each by its names, newest first: Debian 13 and Ubuntu 24.04 renamed some for their 64-bit time. */
const libraries = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libasound2t64', 'libasound2'],
  ['libnss3'],
  ['libgbm1'],
];
const virtualDisplay = [['xvfb'], ['xauth']];
const fonts = [['fonts-dejavu-core'], ['fonts-noto-color-emoji'], ['fonts-droid-fallback']];

function run(command, args, env = {}) {
  return spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive', ...env },
  });
}

/** The names among `names` that dpkg knows as installed. */
function installedAmong(names) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders.
  const { stdout } = run('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\\n', ...names]);
  const installed = (stdout ?? '').split('\n').filter((line) => line.endsWith(' installed'));
  return new Set(installed.map((line) => line.split(' ')[0]));
}

/** Those of `needs` of which no name is installed. */
export function missingAmong(needs, installed) {
  return needs.filter((names) => !names.some((name) => installed.has(name)));
}

const existsInArchive = (name) => run('apt-cache', ['show', name]).status === 0;

/** One name for each need: the newest that the system's package archive has. */
export function chosenNames(missing, exists = existsInArchive) {
  return missing.map((names) => names.find((name) => exists(name)) ?? names[names.length - 1]);
}

const commandFor = (names) =>
  `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;

async function install(missing, log) {
  const lockOptions = ['-o', 'DPkg::Lock::Timeout=300'];
  const update = run('apt-get', [...lockOptions, 'update', '-qq']);
  const names = chosenNames(missing);
  log(`Installing system packages: ${names.join(' ')}.`);
  const done = run('apt-get', [...lockOptions, 'install', '-y', '-qq', '--no-install-recommends', ...names]);
  if (done.status === 0) return;
  throw new Error(
    `System packages could not be installed. Run this, then try again:\n  ${commandFor(names)}\n` +
      `${update.stderr ?? ''}${done.stderr ?? ''}`.trim(),
  );
}

function checkOtherLinux() {
  if (hasDisplay() || run('Xvfb', ['-help']).error === undefined) return;
  throw new Error(
    'There is no display, and no Xvfb to make one. Install Xvfb with the package manager here.',
  );
}

/**
 * Sees to the system's libraries, on Debian and its kin, as root by installing what is missing; otherwise throws
 * an error that holds the exact command. Fonts only make the text legible, so nobody is stopped for them.
 */
export async function provideSystemLibraries({ log }) {
  if (process.platform !== 'linux') return;
  if (run('dpkg-query', ['--version']).status !== 0) {
    checkOtherLinux();
    return;
  }
  const needed = hasDisplay() ? libraries : [...libraries, ...virtualDisplay];
  const installed = installedAmong([...needed, ...fonts].flat());
  const missing = missingAmong(needed, installed);
  if (process.getuid() !== 0) {
    if (missing.length === 0) return;
    const command = commandFor(chosenNames(missing));
    throw new Error(`Electron needs system packages. Run this as root, then try again:\n  ${command}`);
  }
  const wanted = [...missing, ...missingAmong(fonts, installed)];
  if (wanted.length === 0) return;
  await withLock(path.join(cacheFolder(), 'apt-lock'), () => install(wanted, log)).catch((error) => {
    if (missing.length > 0) throw error;
    log(`Fonts are missing and could not be installed; some scripts may show as boxes. ${error.message}`);
  });
}
