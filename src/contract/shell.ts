import type { ErrorValue } from '../core/errors.ts';
import { type Returns, returns } from './procedure.ts';
import {
  type Check,
  isNothing,
  isText,
  listOf,
  maybe,
  numberFrom,
  objectOf,
  oneOf,
  orNull,
  textOf,
} from './shape.ts';
import { type SHELL_COMMANDS, type ShellCallName, THEMES, ZOOM_MAX, ZOOM_MIN } from './shell-names.ts';

/**
 * What a window and main say to each other: files, windows, menu, looks. All work on a project goes over the
 * MessagePort to the workbench instead (procedures.ts) and never passes main.
 *
 * A page starts thus: listen for window messages whose `origin` is APP_ORIGIN and whose `data.type` is that of
 * PORT_MESSAGE (their `ports[0]` leads to the workbench); `onShellEvent`; then `start()`. A port comes when the
 * project is open, and another each time that the project's process was restarted. What the page still has to save when
 * the window closes, it posts in `pagehide`: main closes the project only when the page is gone.
 */

export type Theme = (typeof THEMES)[number];

export type ShellCommand = (typeof SHELL_COMMANDS)[number];

/** The project of a window, as far as main knows it. */
export type WindowProject =
  /** the start screen */
  | { readonly status: 'none' }
  /** `recovering`: a new file is being made of what can be read of a damaged one */
  | { readonly status: 'opening'; readonly path: string; readonly recovering: boolean }
  | { readonly status: 'open'; readonly path: string; readonly name: string }
  /** its process died and is being started again; the port is dead, a new one follows with `open` */
  | { readonly status: 'restarting'; readonly path: string; readonly name: string }
  /** it could not be opened; nothing runs. Ways out: reopenProject, recoverProject, openProject, leaveProject. */
  | { readonly status: 'failed'; readonly path: string; readonly error: ErrorValue };

export interface RecentProject {
  readonly path: string;
  readonly name: string;
  /** ISO 8601, UTC */
  readonly openedAt: string;
  /** the file is not where it was */
  readonly missing: boolean;
}

export interface ShellSettings {
  readonly theme: Theme;
  /** of the whole window; 1 is 100 % */
  readonly zoom: number;
}

export interface ShellState {
  readonly project: WindowProject;
  readonly settings: ShellSettings;
  readonly platform: 'mac' | 'windows' | 'linux';
  readonly version: string;
}

export type ShellEvent =
  | { readonly type: 'project'; readonly project: WindowProject }
  | { readonly type: 'settings'; readonly settings: ShellSettings }
  | { readonly type: 'recentProjects'; readonly recent: readonly RecentProject[] }
  | { readonly type: 'command'; readonly command: ShellCommand }
  /** something that main has to tell the user in this window */
  | { readonly type: 'notice'; readonly notice: ErrorValue };

/** `focused`: another window has that file and has come to the front. */
export interface OpenOutcome {
  readonly outcome: 'opening' | 'focused' | 'cancelled';
}

interface AtPath {
  readonly path: string;
}
interface FileFilter {
  readonly name: string;
  readonly extensions: readonly string[];
}
interface Choice {
  readonly title?: string | undefined;
  readonly filters?: readonly FileFilter[] | undefined;
}
interface NewProject {
  readonly path?: string | undefined;
  readonly name?: string | undefined;
}
interface SavePlace extends Choice {
  readonly suggestedName: string;
}
interface SavedText {
  readonly title: string;
  readonly suggestedName: string;
  readonly text: string;
}
interface UndoWords {
  readonly undo: string | null;
  readonly redo: string | null;
}

const isPath = textOf(1, 32_767);
const isAtPath = objectOf<AtPath>({ path: isPath });
const isExtension: Check<string> = (value): value is string =>
  isText(value) && /^[a-z0-9]{1,12}$/.test(value);
const isFileFilter = objectOf<FileFilter>({ name: textOf(0, 100), extensions: listOf(isExtension, 1, 40) });
const CHOICE = { title: textOf(0, 200), filters: listOf(isFileFilter, 0, 20) };
const isProjectName: Check<string> = (value): value is string =>
  isText(value) && value.trim() !== '' && value.trim().length <= 200;
const isLongText = textOf(0, 64 * 1024 * 1024);
/** as `describeAction` words it: “tag ‘Claim’” */
const isDescription = orNull(textOf(0, 500));

interface ShellCall<Input, Output> {
  readonly input: Check<Input>;
  readonly output: Returns<Output>;
}

function call<I, O>(input: Check<I>, output: Returns<O>): ShellCall<I, O> {
  return { input, output };
}

/** Every input is checked in main; a call with any other is answered with `invalid-input` and does nothing. */
export const shellCalls = {
  /** The page listens now: gives the state, and lets ports and events come. */
  start: call(isNothing, returns<ShellState>()),
  /** Opens a project, by dialog where no path is given: here if this window has none, else in another window. */
  openProject: call(maybe(objectOf<Partial<AtPath>>({ path: isPath }, ['path'])), returns<OpenOutcome>()),
  /** Makes a project, by dialog where no path is given. Its name is the file's unless given. */
  newProject: call(
    maybe(objectOf<NewProject>({ path: isPath, name: isProjectName }, ['path', 'name'])),
    returns<OpenOutcome>(),
  ),
  /** Opens the sample project as it was left, made on first use. */
  openSample: call(isNothing, returns<OpenOutcome>()),
  /** Tries again after `failed`. */
  reopenProject: call(isNothing, returns<OpenOutcome>()),
  /** After `failed`: reads what can be read into a new file, chosen by dialog, and opens that. */
  recoverProject: call(isNothing, returns<OpenOutcome>()),
  /** After `failed` with `passphrase-needed` or `-wrong`: opens the sealed file into a new project, chosen by dialog, and opens that. */
  receiveProject: call(
    objectOf<{ readonly passphrase: string }>({ passphrase: textOf(1, 1_000) }),
    returns<OpenOutcome>(),
  ),
  /** Back to the start screen. */
  leaveProject: call(isNothing, returns<null>()),
  recentProjects: call(isNothing, returns<readonly RecentProject[]>()),
  /** Takes a project off the list; the file stays. */
  removeRecent: call(isAtPath, returns<readonly RecentProject[]>()),
  /** Absolute paths; none where the user cancelled. */
  chooseFiles: call(maybe(objectOf<Choice>(CHOICE, ['title', 'filters'])), returns<readonly string[]>()),
  chooseFolder: call(
    maybe(objectOf<Pick<Choice, 'title'>>({ title: CHOICE.title }, ['title'])),
    returns<string | null>(),
  ),
  /** Where to save; the system has asked before it names a file that is there. */
  chooseSavePath: call(
    objectOf<SavePlace>({ ...CHOICE, suggestedName: textOf(1, 255) }, ['title', 'filters']),
    returns<string | null>(),
  ),
  /** Saves a text as a UTF-8 file, by dialog; null where the user cancelled, else the path. Raises `disk-full`, `no-permission`, `disk-failed`. */
  saveText: call(
    objectOf<SavedText>({ title: CHOICE.title, suggestedName: textOf(1, 255), text: isLongText }),
    returns<string | null>(),
  ),
  setTheme: call(objectOf<{ readonly theme: Theme }>({ theme: oneOf(...THEMES) }), returns<ShellSettings>()),
  setZoom: call(
    objectOf<{ readonly zoom: number }>({ zoom: numberFrom(ZOOM_MIN, ZOOM_MAX) }),
    returns<ShellSettings>(),
  ),
  /** The project's name as it is now, for the title of the window. */
  reportProjectName: call(objectOf<{ readonly name: string }>({ name: textOf(0, 1_000) }), returns<null>()),
  /** What the menu shall say after “Undo” and “Redo”; null: nothing to undo. */
  reportUndoState: call(objectOf<UndoWords>({ undo: isDescription, redo: isDescription }), returns<null>()),
  /** A job is running that closing the window would cut short; null: none is. In words: “Importing 12 files”. */
  reportBusy: call(
    objectOf<{ readonly work: string | null }>({ work: orNull(textOf(1, 200)) }),
    returns<null>(),
  ),
  /** Shows a file in the system's file browser. */
  showInFolder: call(isAtPath, returns<null>()),
  copyText: call(objectOf<{ readonly text: string }>({ text: isLongText }), returns<null>()),
} as const satisfies Record<ShellCallName, ShellCall<unknown, unknown>>;

export type ShellInput<N extends ShellCallName> =
  (typeof shellCalls)[N]['input'] extends Check<infer Input> ? Input : never;
export type ShellOutput<N extends ShellCallName> =
  (typeof shellCalls)[N]['output'] extends Returns<infer Output> ? Output : never;

/** Errors cross as values: Electron strips what is thrown. */
export type ShellResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorValue };

type ShellMethods = {
  readonly [N in ShellCallName]: undefined extends ShellInput<N>
    ? (input?: ShellInput<N>) => Promise<ShellResult<ShellOutput<N>>>
    : (input: ShellInput<N>) => Promise<ShellResult<ShellOutput<N>>>;
};

/** `window.glossator` */
export interface Shell extends ShellMethods {
  /** Paths of files dropped or pasted; those that have none (pictures from a page) are left out. */
  pathsOfFiles(files: readonly File[]): string[];
  /** Returns the function that ends the listening. */
  onShellEvent(listener: (event: ShellEvent) => void): () => void;
}

declare global {
  interface Window {
    readonly glossator: Shell;
  }
}
