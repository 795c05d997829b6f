import { BrowserWindow, nativeTheme } from 'electron';
import type { Locations } from '../start/locations.ts';
import { type Rectangle, SMALLEST_WINDOW } from './bounds.ts';

/** What is seen until the page has painted. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' } as const;

/** A window whose page has nothing but the page's own means and the preload script's few methods. Shown when painted. */
export function lockedWindow(
  bounds: Rectangle,
  { icon, preload }: Pick<Locations, 'icon' | 'preload'>,
  developerTools: boolean,
): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    show: false,
    title: 'Glossator',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
      // What V8 compiles of our scripts is kept from the first start on, and whole: else the two thousand functions that the first
      // screen calls would be compiled one by one at every start, since what is kept is what had been called when the scripts had run.
      v8CacheOptions: 'bypassHeatCheckAndEagerCompile',
      devTools: developerTools,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
    // Unpacking it would hold up the page.
    if (process.platform !== 'darwin') window.setIcon(icon);
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}
