// Builds the application into out/, unless nothing it is built from has changed. `--force` builds anyway.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { buildStamp } from './build-stamp.mjs';
import { checkoutRoot, inCheckout } from './checkout.mjs';
import { withLock } from './lock.mjs';
import { isMainScript, runScript } from './main-script.mjs';
import { runTool } from './tool.mjs';

const inputs = ['src', 'electron.vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const stampFile = inCheckout('out', '.stamp');

function isCurrent(stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

/** What pdf.js reads from disk: character maps of East Asian fonts, and the fonts that PDF files need not carry. */
function copyPdfTables() {
  for (const folder of ['cmaps', 'standard_fonts']) {
    cpSync(inCheckout('node_modules', 'pdfjs-dist', folder), inCheckout('out', 'pdf', folder), {
      recursive: true,
    });
  }
}

/** The program of the solver for alignments, which its bundle looks for beside itself. */
function copySolver() {
  cpSync(
    inCheckout('node_modules', 'highs', 'build', 'highs.wasm'),
    inCheckout('out', 'chunks', 'highs.wasm'),
  );
}

/** While this is held, `out/` is complete: builds write it and stages copy it under the same lock. */
export const withOutputLock = (task) => withLock(inCheckout('.electron', 'output-lock'), task);

/** Resolves to whether anything had to be built. Throws where the build fails, with nothing left in out/. */
export function build({ force = false } = {}) {
  return withOutputLock(async () => {
    const stamp = buildStamp(checkoutRoot, inputs);
    if (!force && isCurrent(stamp)) return false;
    rmSync(inCheckout('out'), { recursive: true, force: true });
    try {
      await runTool('electron-vite', ['build', '--logLevel', 'warn'], {});
      copyPdfTables();
      copySolver();
    } catch (error) {
      rmSync(inCheckout('out'), { recursive: true, force: true });
      throw error;
    }
    writeFileSync(stampFile, stamp);
    return true;
  });
}

if (isMainScript(import.meta.url)) {
  await runScript(async () => {
    const built = await build({ force: process.argv.includes('--force') });
    process.stderr.write(built ? 'Built into out/.\n' : 'The build in out/ is current.\n');
  });
}
