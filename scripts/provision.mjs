// Sees to it that all is there that the application and its tests need. Says nothing where it is.
import { provideElectron } from './electron/resolve.mjs';
import { isMainScript, runScript } from './main-script.mjs';
import { providePackages } from './provision/packages.mjs';
import { provideSystemLibraries } from './provision/system-libraries.mjs';

const sayToStderr = (line) => process.stderr.write(`${line}\n`);

/** Throws, with a way out, where Node is too old for these scripts. */
export function checkNode(version = process.versions.node) {
  if (Number.parseInt(version, 10) >= 20) return;
  throw new Error(
    `Glossator's tools need Node 20 or newer; this is Node ${version}. See https://nodejs.org.`,
  );
}

/** Packages, system libraries and an Electron; `electron: false` leaves it at the packages. */
export async function provision({ log = sayToStderr, electron = true } = {}) {
  checkNode();
  await providePackages({ log });
  if (!electron) return;
  await provideSystemLibraries({ log });
  await provideElectron({ log });
}

if (isMainScript(import.meta.url)) await runScript(() => provision());
