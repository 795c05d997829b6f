import { clipboard, shell } from 'electron';
import type { ShellState } from '../../contract/shell.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Remembered } from '../state/remembered.ts';
import type { ProjectWindow } from '../windows/project-window.ts';
import type { ProjectWindows } from '../windows/project-windows.ts';
import type { ShellHandlers } from './answer.ts';
import { chooseFiles, chooseFolder, chooseSavePath } from './dialogs.ts';
import type { ProjectOpening } from './projects.ts';
import { writeTextFile } from './text-file.ts';

export interface ShellParts {
  readonly windows: ProjectWindows;
  readonly opening: ProjectOpening;
  readonly remembered: Remembered;
  readonly platform: ShellState['platform'];
  readonly version: string;
  /** a window's undo state has changed */
  readonly onUndoState: (window: ProjectWindow) => void;
}

function failedPath({ project }: ProjectWindow): string {
  if (project.status === 'failed') return project.path;
  throw new GlossatorError('invalid-input', 'There is no project in this window that could not be opened.');
}

/** What a page may ask, done. */
export function shellHandlers(parts: ShellParts): ShellHandlers<ProjectWindow> {
  const { windows, opening, remembered } = parts;
  return {
    start(from) {
      from.pageStarted();
      const { platform, version } = parts;
      return { project: from.project, settings: remembered.settings, platform, version };
    },
    openProject: (from, input) => opening.open(from, input?.path),
    newProject: (from, input) => opening.make(from, input?.path, input?.name?.trim()),
    openSample: (from) => opening.sample(from),
    reopenProject: (from) => opening.open(from, failedPath(from)),
    recoverProject: (from) => opening.recover(from, failedPath(from)),
    receiveProject: (from, { passphrase }) => opening.receive(from, failedPath(from), passphrase),
    async leaveProject(from) {
      await windows.leaveProject(from);
      return null;
    },
    recentProjects: () => remembered.recent(),
    removeRecent(_from, { path }) {
      remembered.forget(path);
      return remembered.recent();
    },
    chooseFiles: (from, input) => chooseFiles(from.window, input),
    chooseFolder: (from, input) => chooseFolder(from.window, input),
    chooseSavePath: (from, input) => chooseSavePath(from.window, input),
    async saveText(from, { title, suggestedName, text }) {
      const file = await chooseSavePath(from.window, { title, suggestedName });
      if (file !== null) await writeTextFile(file, text);
      return file;
    },
    setTheme: (_from, { theme }) => remembered.change({ theme }),
    setZoom: (_from, { zoom }) => remembered.change({ zoom }),
    reportProjectName(from, { name }) {
      from.projectRenamed(name);
      return null;
    },
    reportUndoState(from, { undo, redo }) {
      from.undo = undo;
      from.redo = redo;
      parts.onUndoState(from);
      return null;
    },
    reportBusy(from, { work }) {
      from.work = work;
      return null;
    },
    showInFolder(_from, { path }) {
      shell.showItemInFolder(path);
      return null;
    },
    copyText(_from, { text }) {
      clipboard.writeText(text);
      return null;
    },
  };
}
