// `npm run dev [-- ARGUMENTS]`: the application as `npm start` runs it, built and started anew after each change
// to the source. It runs as packages do, under app:// and its content security policy, with no server.
import { watch } from 'node:fs';
import { inCheckout } from './checkout.mjs';
import { runScript } from './main-script.mjs';
import { endPrograms, runProgram } from './process-tree.mjs';

const start = [inCheckout('scripts', 'start.mjs'), ...process.argv.slice(2)];
const settleMilliseconds = 300;

/** Resolves when the source changed and then lay still for a moment. */
function nextChange() {
  return new Promise((resolve) => {
    let timer;
    const watcher = watch(inCheckout('src'), { recursive: true }, (_event, name) => {
      if (name?.includes('.test.')) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        watcher.close();
        resolve();
      }, settleMilliseconds);
    });
  });
}

await runScript(async () => {
  for (;;) {
    const changed = nextChange();
    const ended = runProgram(process.execPath, start);
    await changed;
    process.stderr.write('The source changed: starting anew.\n');
    await endPrograms();
    await ended;
  }
});
