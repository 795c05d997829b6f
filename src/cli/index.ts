import { printerOfApplication } from './printer.ts';
import { runCli } from './run.ts';

const abort = new AbortController();
// Once: who presses again means it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
for (const stream of [process.stdout, process.stderr]) {
  // `glossator info … | head -1` closes the pipe, which is no error.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const status = await runCli(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  showProgress: process.stderr.isTTY === true,
  signal: abort.signal,
  printer: printerOfApplication(),
});
// A utility process of Electron does not end by itself.
process.stdout.write('', () => process.exit(status));
