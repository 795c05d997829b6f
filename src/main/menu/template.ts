import type { MenuItemConstructorOptions } from 'electron';
import type { RecentProject, ShellCommand, Theme } from '../../contract/shell.ts';

/** What main itself does for the menu; the rest goes to the page as a command. */
export type MainAction =
  | { readonly do: 'new' | 'open' | 'sample' | 'close' | 'quit' | 'about' | 'logs' | 'developerTools' }
  | { readonly do: 'openRecent'; readonly path: string }
  | { readonly do: 'theme'; readonly theme: Theme }
  | { readonly do: 'zoom'; readonly zoom: number };

export interface MenuState {
  readonly platform: 'mac' | 'windows' | 'linux';
  /** whether the window in front has an open project */
  readonly hasProject: boolean;
  readonly hasWindow: boolean;
  /** as described by the window in front; null: nothing */
  readonly undo: string | null;
  readonly redo: string | null;
  readonly recent: readonly RecentProject[];
  readonly theme: Theme;
  readonly zoom: number;
  readonly developerTools: boolean;
}

export interface MenuActions {
  readonly perform: (action: MainAction) => void;
  readonly send: (command: ShellCommand) => void;
}

type Item = MenuItemConstructorOptions;

const ZOOM_STEPS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
const THEME_LABELS: Readonly<Record<Theme, string>> = {
  system: 'As the &System',
  light: '&Light',
  dark: '&Dark',
};
const SEPARATOR: Item = { type: 'separator' };

/** An ampersand in a label would be taken for a mnemonic. */
function plain(text: string): string {
  return text.replaceAll('&', '&&');
}

function menu(label: string, submenu: readonly (Item | false)[]): Item {
  return { label, submenu: submenu.filter((item) => item !== false) };
}

/**
 * The application menu. No accelerator is a bare letter or digit, Enter, or a key that edits text: those belong to
 * the page, which tags with them.
 */
export function menuTemplate(state: MenuState, actions: MenuActions): Item[] {
  const mac = state.platform === 'mac';
  const main = (label: string, action: MainAction, more: Item = {}): Item => ({
    label,
    click: () => actions.perform(action),
    ...more,
  });
  const page = (label: string, command: ShellCommand, accelerator?: string): Item => ({
    id: command,
    label,
    click: () => actions.send(command),
    enabled: state.hasProject,
    ...(accelerator ? { accelerator } : {}),
  });

  const recent = state.recent.filter(({ missing }) => !missing);
  const file = menu('&File', [
    main('&New Project…', { do: 'new' }, { accelerator: 'CmdOrCtrl+N' }),
    main('&Open Project…', { do: 'open' }, { accelerator: 'CmdOrCtrl+O' }),
    {
      label: 'Open &Recent',
      enabled: recent.length > 0,
      submenu: recent.map(({ path, name }) =>
        main(plain(name), { do: 'openRecent', path }, { sublabel: plain(path) }),
      ),
    },
    main('Open the &Sample Project', { do: 'sample' }),
    SEPARATOR,
    page('&Import Files…', 'file.importFiles', 'CmdOrCtrl+I'),
    page('Import &Folder…', 'file.importFolder', 'CmdOrCtrl+Shift+I'),
    page('&Export…', 'file.export', 'CmdOrCtrl+E'),
    SEPARATOR,
    page('Sen&d to a Colleague…', 'file.send'),
    page('Re&turn My Work…', 'file.return'),
    page('Mer&ge a Colleague’s File…', 'file.merge'),
    SEPARATOR,
    page('&Back Up Now', 'file.backup'),
    page('&Check Project', 'file.check'),
    page('Rena&me Project…', 'file.renameProject'),
    SEPARATOR,
    main('&Close Window', { do: 'close' }, { accelerator: 'CmdOrCtrl+W', enabled: state.hasWindow }),
    !mac && main('&Quit', { do: 'quit' }, { accelerator: 'CmdOrCtrl+Q' }),
  ]);

  // Always enabled: a text field has its own undo, whatever the project has.
  const edit = menu('&Edit', [
    {
      ...page(state.undo ? `&Undo ${plain(state.undo)}` : '&Undo', 'edit.undo', 'CmdOrCtrl+Z'),
      enabled: state.hasWindow,
    },
    {
      ...page(
        state.redo ? `&Redo ${plain(state.redo)}` : '&Redo',
        'edit.redo',
        mac ? 'Cmd+Shift+Z' : 'Ctrl+Y',
      ),
      enabled: state.hasWindow,
    },
    SEPARATOR,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { ...page('Select &All', 'edit.selectAll', 'CmdOrCtrl+A'), enabled: state.hasWindow },
    SEPARATOR,
    page('&Find in Document…', 'edit.find', 'CmdOrCtrl+F'),
    page('Find &Next', 'edit.findNext', mac ? 'Cmd+G' : 'F3'),
    page('Find &Previous', 'edit.findPrevious', mac ? 'Cmd+Shift+G' : 'Shift+F3'),
    SEPARATOR,
    page('&Search All Texts…', 'go.search', 'CmdOrCtrl+Shift+F'),
    page('Next F&ound Passage', 'search.next', 'F4'),
    page('Previous Found Passa&ge', 'search.previous', 'Shift+F4'),
  ]);

  const code = menu('&Code', [
    page('&Tag Selection…', 'code.tagSelection', 'CmdOrCtrl+T'),
    page('Change Co&de…', 'code.changeCode'),
    page('Edit &Note', 'code.note'),
    page('&Remove Tag', 'code.removeTag'),
    SEPARATOR,
    page('&New Code…', 'code.new', 'CmdOrCtrl+Shift+N'),
    page('&Edit Code…', 'code.edit'),
    page('De&lete Code…', 'code.delete'),
  ]);

  const view = menu('&View', [
    page('&Larger Text', 'view.textLarger', 'CmdOrCtrl+='),
    page('&Smaller Text', 'view.textSmaller', 'CmdOrCtrl+-'),
    page('&Usual Text Size', 'view.textReset', 'CmdOrCtrl+0'),
    SEPARATOR,
    page('&Documents and Codes', 'view.toggleLeft', 'CmdOrCtrl+B'),
    page('&Inspector', 'view.toggleRight', 'CmdOrCtrl+Shift+B'),
    SEPARATOR,
    menu(
      '&Theme',
      (['system', 'light', 'dark'] as const).map((theme) =>
        main(THEME_LABELS[theme], { do: 'theme', theme }, { type: 'radio', checked: state.theme === theme }),
      ),
    ),
    menu(
      'Size of the &Window’s Content',
      ZOOM_STEPS.map((zoom) =>
        main(
          `${Math.round(zoom * 100)} %`,
          { do: 'zoom', zoom },
          { type: 'radio', checked: state.zoom === zoom },
        ),
      ),
    ),
    { role: 'togglefullscreen' },
    state.developerTools && SEPARATOR,
    state.developerTools && main('De&veloper Tools', { do: 'developerTools' }, { accelerator: 'F12' }),
  ]);

  const go = menu('&Go', [
    page('&Command…', 'go.commands', 'CmdOrCtrl+K'),
    SEPARATOR,
    page('&Next Tag', 'go.nextAnnotation', 'Alt+Down'),
    page('&Previous Tag', 'go.previousAnnotation', 'Alt+Up'),
    page('Next D&ocument', 'go.nextDocument', 'CmdOrCtrl+PageDown'),
    page('Previous Doc&ument', 'go.previousDocument', 'CmdOrCtrl+PageUp'),
    SEPARATOR,
    page('&Documents', 'go.documents', 'CmdOrCtrl+1'),
    page('Code&book', 'go.codebook', 'CmdOrCtrl+2'),
    page('&Text', 'go.text', 'CmdOrCtrl+3'),
    page('&Inspector', 'go.inspector', 'CmdOrCtrl+4'),
    SEPARATOR,
    page('&Review', 'go.review', 'CmdOrCtrl+Shift+R'),
  ]);

  const help = menu('&Help', [
    { ...page('&Keys', 'help.keys', 'F1'), enabled: state.hasWindow },
    main('Show &Logs', { do: 'logs' }),
    !mac && main('&About Glossator', { do: 'about' }),
  ]);

  const application: Item = {
    label: 'Glossator',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  };
  return [
    ...(mac ? [application] : []),
    file,
    edit,
    code,
    view,
    go,
    ...(mac ? [{ role: 'windowMenu' } as Item] : []),
    help,
  ];
}
