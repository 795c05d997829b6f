/**
 * The names that the preload script, the window and main share. Apart from the schemas, so that the preload script
 * (which runs in every window before the page) stays a few lines.
 */

export const APP_SCHEME = 'app';
export const APP_HOST = 'glossator';
/** The one origin that any page of ours has. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** The methods of `window.glossator` that ask main for something. */
export const SHELL_CALL_NAMES = [
  'start',
  'openProject',
  'newProject',
  'openSample',
  'reopenProject',
  'recoverProject',
  'receiveProject',
  'leaveProject',
  'recentProjects',
  'removeRecent',
  'chooseFiles',
  'chooseFolder',
  'chooseSavePath',
  'saveText',
  'setTheme',
  'setZoom',
  'reportProjectName',
  'reportUndoState',
  'reportBusy',
  'showInFolder',
  'copyText',
] as const;
export type ShellCallName = (typeof SHELL_CALL_NAMES)[number];

/** IPC channel of the calls, window to main. */
export const SHELL_CALL_CHANNEL = 'shell:call';
/** IPC channel of the events, main to window. */
export const SHELL_EVENT_CHANNEL = 'shell:event';
/** IPC channel on which main hands a window the port of its project. */
export const SHELL_PORT_CHANNEL = 'shell:port';

/** `data` of the window message that carries the port in its `ports`. */
export const PORT_MESSAGE = { type: 'glossator-port' } as const;

export const THEMES = ['system', 'light', 'dark'] as const;

export const ZOOM_MIN = 0.5;
export const ZOOM_MAX = 3;

/** What the menu can ask of the page. `edit.undo`, `edit.redo`, `edit.selectAll` go to a focused text field first. */
export const SHELL_COMMANDS = [
  'file.importFiles',
  'file.importFolder',
  'file.export',
  'file.send',
  'file.return',
  'file.merge',
  'file.backup',
  'file.check',
  'file.renameProject',
  'edit.undo',
  'edit.redo',
  'edit.selectAll',
  'edit.find',
  'edit.findNext',
  'edit.findPrevious',
  'go.search',
  'search.next',
  'search.previous',
  'code.tagSelection',
  'code.new',
  'code.edit',
  'code.delete',
  'code.changeCode',
  'code.note',
  'code.removeTag',
  'view.textLarger',
  'view.textSmaller',
  'view.textReset',
  'view.toggleLeft',
  'view.toggleRight',
  'go.commands',
  'go.nextAnnotation',
  'go.previousAnnotation',
  'go.nextDocument',
  'go.previousDocument',
  'go.documents',
  'go.codebook',
  'go.text',
  'go.inspector',
  'go.review',
  'help.keys',
] as const;
