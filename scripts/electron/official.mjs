// The Electron that package.json names, or the one that the environment gives instead.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inCheckout } from '../checkout.mjs';

const packageFolder = inCheckout('node_modules', 'electron');
/** Remembers that the download was refused; goes with node_modules, and grows stale after a day. */
const refusalMark = inCheckout('node_modules', '.electron-download-refused');
const refusalHoldsMilliseconds = 24 * 60 * 60 * 1000;
/** A download that is neither refused nor done by then is given up. */
const downloadLimitMilliseconds = 15 * 60 * 1000;

const executableIn = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const executableName = executableIn[process.platform] ?? 'electron';

function electronIn(dist) {
  const versionFile = path.join(dist, 'version');
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : 'unknown';
  return { executablePath: path.join(dist, executableName), version };
}

/** The Electron in ELECTRON_OVERRIDE_DIST_PATH, or null where the variable is not set. */
export function givenElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!given) return null;
  const found = electronIn(path.resolve(given));
  if (!existsSync(found.executablePath)) {
    throw new Error(
      `ELECTRON_OVERRIDE_DIST_PATH is ${given}, but there is no ${executableName} in it. ` +
        'Correct the variable or unset it.',
    );
  }
  return found;
}

function installedElectron() {
  const found = electronIn(path.join(packageFolder, 'dist'));
  const named = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')).version;
  return found.version === named && existsSync(found.executablePath) ? found : null;
}

function wasRefusedLately() {
  try {
    return Date.now() - statSync(refusalMark).mtimeMs < refusalHoldsMilliseconds;
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Runs the installer of the `electron` package; resolves to its last words where it fails, else to null. */
function download() {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(packageFolder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: downloadLimitMilliseconds,
    });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      words = (words + chunk).slice(-4000);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? null : words.trim() || `exit status ${code}`));
  });
}

/**
 * The official Electron, downloaded on first use; null where the download is refused.
 * `retry` asks again even if it was refused within the last day.
 */
export async function officialElectron({ log, retry = false }) {
  const installed = installedElectron();
  if (installed !== null) return installed;
  if (!retry && wasRefusedLately()) return null;
  log('Downloading Electron.');
  const failure = await download();
  const downloaded = installedElectron();
  if (downloaded !== null) {
    rmSync(refusalMark, { force: true });
    return downloaded;
  }
  writeFileSync(refusalMark, `${failure}\n`);
  const reason = failure?.split('\n').find((line) => line.includes('Error')) ?? failure;
  log(`The official Electron could not be downloaded: ${reason?.trim()}`);
  return null;
}
