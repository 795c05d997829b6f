import { app, BrowserWindow, dialog, Menu, shell } from 'electron';
import type { ShellCommand } from '../../contract/shell.ts';
import type { ProjectOpening } from '../shell/projects.ts';
import type { Remembered } from '../state/remembered.ts';
import type { ProjectWindow } from '../windows/project-window.ts';
import type { ProjectWindows } from '../windows/project-windows.ts';
import { type MainAction, type MenuState, menuTemplate } from './template.ts';

export interface MenuParts {
  readonly windows: ProjectWindows;
  readonly opening: ProjectOpening;
  readonly remembered: Remembered;
  readonly platform: MenuState['platform'];
  readonly logFolder: string;
  readonly developerTools: boolean;
}

/** Changes within so many milliseconds make one new menu: tagging fast must not wait for menus. */
const REBUILD_WAIT = 80;

function about(): void {
  void dialog.showMessageBox({
    type: 'info',
    title: 'About Glossator',
    message: `Glossator ${app.getVersion()}`,
    detail: `Read, highlight, tag, review, export. No network, no server.\n\nElectron ${process.versions.electron}, Chromium ${process.versions.chrome}`,
  });
}

/** Keeps the application menu as the window in front needs it. Returns what asks for it to be made anew. */
export function keepMenu(parts: MenuParts): () => void {
  const { windows, opening, remembered } = parts;
  let shown = '';
  let waiting: NodeJS.Timeout | null = null;

  function perform(action: MainAction): void {
    const from = windows.focused;
    switch (action.do) {
      case 'new':
        void opening.make(from);
        return;
      case 'open':
        void opening.open(from);
        return;
      case 'openRecent':
        void opening.open(from, action.path);
        return;
      case 'sample':
        void opening.sample(from);
        return;
      case 'close':
        BrowserWindow.getFocusedWindow()?.close();
        return;
      case 'quit':
        app.quit();
        return;
      case 'about':
        about();
        return;
      case 'logs':
        void shell.openPath(parts.logFolder);
        return;
      case 'developerTools':
        from?.window.webContents.toggleDevTools();
        return;
      case 'theme':
        remembered.change({ theme: action.theme });
        return;
      case 'zoom':
        remembered.change({ zoom: action.zoom });
    }
  }

  function send(command: ShellCommand): void {
    windows.focused?.send({ type: 'command', command });
  }

  function state(front: ProjectWindow | undefined): MenuState {
    return {
      platform: parts.platform,
      hasProject: front?.project.status === 'open',
      hasWindow: front !== undefined,
      undo: front?.undo ?? null,
      redo: front?.redo ?? null,
      recent: remembered.recent(),
      ...remembered.settings,
      developerTools: parts.developerTools,
    };
  }

  function rebuild(): void {
    waiting = null;
    const next = state(windows.focused);
    const key = JSON.stringify(next);
    if (key === shown) return;
    shown = key;
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(next, { perform, send })));
  }

  rebuild();
  const ask = () => {
    if (waiting === null) waiting = setTimeout(rebuild, REBUILD_WAIT);
  };
  app.on('browser-window-focus', ask);
  return ask;
}
