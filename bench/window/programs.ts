import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { resolveElectron } from '../../scripts/electron/resolve.mjs';

/*
 * Programs beside ours, started as ours is: they tell what of a start is Electron's.
 */

/** Of the content of every window that is measured. */
export const SIZE = { width: 1280, height: 800 };
/** The mark that says that a first screen is painted, ours and theirs. */
export const READY = 'glossator-ready';

const AFTER_PAINT = `requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('${READY}')))`;

/** Returns the folder. */
function program(folder: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'bench', version: '0.0.0', type: 'module', main: 'index.js' };
  const all = { ...files, 'package.json': JSON.stringify(manifest) };
  for (const [name, content] of Object.entries(all)) writeFileSync(path.join(folder, name), content);
  return folder;
}

/** An application with one window, which shows that address and nothing else. Returns its folder. */
export function programWith(folder: string, address: string): string {
  return program(folder, {
    'index.js': `
    import { app, BrowserWindow } from 'electron';
    app.whenReady().then(() => {
      const window = new BrowserWindow({ width: ${SIZE.width}, height: ${SIZE.height}, show: false, webPreferences: { sandbox: true } });
      window.once('ready-to-show', () => window.show());
      window.loadURL(${JSON.stringify(address)});
    });
    app.on('window-all-closed', () => app.quit());`,
  });
}

/** An application with an empty window, which says when it has painted as ours does. Returns its folder. */
export function emptyProgram(folder: string): string {
  const page = `<p>empty</p><script>${AFTER_PAINT}</script>`;
  return programWith(folder, `data:text/html,${encodeURIComponent(page)}`);
}

/**
 * The least that has the processes of ours: one opens the project's file and sends the beginning of a text, the window's page
 * paints that, as plain text and with no library. Returns its folder.
 */
export async function barestProgram(folder: string): Promise<string> {
  const { args } = await resolveElectron({ log: () => undefined });
  const modules = JSON.stringify(path.resolve(args.at(-1) ?? '.', 'package.json'));
  return program(folder, {
    'index.js': `
    import { app, BrowserWindow, ipcMain, utilityProcess } from 'electron';
    import path from 'node:path';
    const here = import.meta.dirname;
    app.whenReady().then(() => {
      const store = utilityProcess.fork(path.join(here, 'store.js'), [process.argv.at(-1)]);
      const text = new Promise((resolve) => store.once('message', resolve));
      ipcMain.handle('text', () => text);
      const preload = path.join(here, 'preload.cjs');
      const webPreferences = { preload, sandbox: true, contextIsolation: true, spellcheck: false };
      const window = new BrowserWindow({ width: ${SIZE.width}, height: ${SIZE.height}, show: false, webPreferences });
      window.once('ready-to-show', () => window.show());
      window.loadFile(path.join(here, 'index.html'));
    });
    app.on('window-all-closed', () => app.quit());`,
    'store.js': `
    import { createRequire } from 'node:module';
    const Database = createRequire(${modules})('better-sqlite3');
    const project = new Database(process.argv.at(-1));
    const first = project.prepare('SELECT content FROM chunk_content ORDER BY chunk LIMIT 1');
    process.parentPort.postMessage(String(first.pluck().get()));`,
    'preload.cjs': `
    const { contextBridge, ipcRenderer } = require('electron');
    contextBridge.exposeInMainWorld('bench', { text: () => ipcRenderer.invoke('text') });`,
    'index.html': '<meta charset="utf-8"><pre></pre><script src="page.js"></script>',
    'page.js': `window.bench.text().then((text) => {
      document.querySelector('pre').textContent = text;
      ${AFTER_PAINT};
    });`,
  });
}
