// Stands where Electron's own default app stands, for a copy of Electron that comes without one:
// `electron [switches] PATH [arguments]` starts the application whose package.json is in PATH; `-r FILE` before it loads
// a CommonJS module first.
// Electron is not ready before this module is done, so the application may still register schemes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

async function startApplication(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name);
  app.setAppPath(folder);
  await import(pathToFileURL(path.join(folder, manifest.main)).href);
}

function readArguments(all) {
  const modules = [];
  for (let i = 0; i < all.length; i++) {
    if (all[i] === '-r' && i + 1 < all.length) modules.push(path.resolve(all[++i]));
    else if (!all[i].startsWith('-')) return { modules, given: all[i] };
  }
  return { modules, given: undefined };
}

const { modules, given } = readArguments(process.argv.slice(1));
if (given === undefined) {
  process.stderr.write('Usage: electron [switches] [-r FILE] PATH-OF-APPLICATION [arguments]\n');
  process.exit(1);
}
try {
  const require = createRequire(import.meta.url);
  for (const file of modules) require(file);
  await startApplication(path.resolve(given));
} catch (error) {
  process.stderr.write(`The application could not be started: ${error.stack ?? error}\n`);
  process.exit(1);
}
