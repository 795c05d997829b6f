/*
 * Loaded into Electron before the program (`-r`). Playwright attaches to the running process; a window that is made
 * in that very moment can be lost to it, and the launch then waits for ever (about once in a hundred times on a busy
 * machine). So the program hears that Electron is ready only when Playwright, attached, calls `__playwright_run`.
 */
const { app } = require('electron');

// The program looks for its own arguments after what Electron takes.
const at = process.argv.indexOf('-r');
if (at > 0) process.argv.splice(at, 2);

const reallyReady = app.whenReady();
const emit = app.emit.bind(app);
let readyArguments = [];
let released = false;
let release = () => undefined;
const held = new Promise((resolve) => {
  release = resolve;
});

app.emit = (event, ...rest) => {
  if (event !== 'ready' || released) return emit(event, ...rest);
  readyArguments = rest;
  return true;
};
app.isReady = () => released;
app.whenReady = () => held;

globalThis.__playwright_run = async () => {
  await reallyReady;
  released = true;
  release();
  emit('ready', ...readyArguments);
};
