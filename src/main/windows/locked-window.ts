import { BrowserWindow, nativeTheme } from 'electron';
import type { Locations } from '../start/locations.ts';
import { type Rectangle, SMALLEST_WINDOW } from './bounds.ts';

/** What is seen until the page has painted. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' } as const;

/** Milliseconds that a page which is there may take to be painted behind the scenes. */
const PAINT_LIMIT = 1_000;

/**
 * Shows the window when it has been painted. On a busy machine Chromium now and then paints nothing of a window that is hidden, and
 * would wait for ever (seen once in some hundred starts, with both cores at work): then it is shown all the same, and is painted.
 */
function showOnce(window: BrowserWindow, icon: string): void {
  let shown = false;
  const show = () => {
    if (shown || window.isDestroyed()) return;
    shown = true;
    window.show();
    // Unpacking it would hold up the page.
    if (process.platform !== 'darwin') window.setIcon(icon);
  };
  window.once('ready-to-show', show);
  window.webContents.once('did-finish-load', () => setTimeout(show, PAINT_LIMIT));
}

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
  showOnce(window, icon);
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}
