import { type BrowserWindow, dialog, type FileFilter } from 'electron';

const PROJECT_FILTERS: FileFilter[] = [{ name: 'Glossator project', extensions: ['gloss'] }];
const OPENED_FILTERS: FileFilter[] = [{ name: 'Glossator project', extensions: ['gloss', 'age'] }];

interface Asked {
  readonly title?: string | undefined;
  readonly filters?: readonly { readonly name: string; readonly extensions: readonly string[] }[] | undefined;
}

/** Electron wants arrays of its own. */
function filtersOf(asked: Asked | undefined): { filters: FileFilter[] } | object {
  if (!asked?.filters) return {};
  return { filters: asked.filters.map(({ name, extensions }) => ({ name, extensions: [...extensions] })) };
}

/** Absolute paths; none where the user cancelled. `parent`: the window that the dialog belongs to. */
export async function chooseFiles(parent: BrowserWindow, asked?: Asked): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    title: asked?.title ?? 'Choose Files',
    ...filtersOf(asked),
    properties: ['openFile', 'multiSelections'],
  });
  return canceled ? [] : filePaths;
}

export async function chooseFolder(parent: BrowserWindow, asked?: Asked): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    title: asked?.title ?? 'Choose a Folder',
    properties: ['openDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

export async function chooseSavePath(
  parent: BrowserWindow,
  asked: Asked & { readonly suggestedName: string },
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    title: asked.title ?? 'Save As',
    defaultPath: asked.suggestedName,
    ...filtersOf(asked),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}

export async function chooseProject(parent: BrowserWindow | null): Promise<string | null> {
  const options = { title: 'Open Project', filters: OPENED_FILTERS, properties: ['openFile' as const] };
  const { canceled, filePaths } = parent
    ? await dialog.showOpenDialog(parent, options)
    : await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}

/** Where a new project goes; the name ends in `.gloss`. */
export async function chooseNewProject(
  parent: BrowserWindow | null,
  suggestedName: string,
): Promise<string | null> {
  const options = {
    title: 'New Project',
    buttonLabel: 'Create',
    defaultPath: `${suggestedName}.gloss`,
    filters: PROJECT_FILTERS,
    properties: ['createDirectory' as const],
  };
  const { canceled, filePath } = parent
    ? await dialog.showSaveDialog(parent, options)
    : await dialog.showSaveDialog(options);
  if (canceled || filePath === '') return null;
  return filePath.toLowerCase().endsWith('.gloss') ? filePath : `${filePath}.gloss`;
}
