import { z } from 'zod';
import { type ErrorValue, GlossatorError } from '../core/errors.ts';
import { type Returns, returns } from './procedure.ts';
import type { ShellCallName } from './shell-names.ts';

/**
 * What a window and main say to each other: files, windows, menu, looks. All work on a project goes over the
 * MessagePort to the workbench instead (procedures.ts) and never passes main.
 *
 * A page starts thus: listen for window messages whose `origin` is APP_ORIGIN and whose `data.type` is that of
 * PORT_MESSAGE (their `ports[0]` leads to the workbench); `onShellEvent`; then `start()`. A port comes when the
 * project is open, and another each time that the project's process was restarted. What the page still has to save when
 * the window closes, it posts in `pagehide`: main closes the project only when the page is gone.
 */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

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

export const ZOOM_MIN = 0.5;
export const ZOOM_MAX = 3;

const path = z.string().min(1).max(32_767);
const nothing = z.undefined();
const extension = z.string().regex(/^[a-z0-9]{1,12}$/);
const fileFilter = z.strictObject({
  name: z.string().max(100),
  extensions: z.array(extension).min(1).max(40),
});
/** as `describeAction` words it: “tag ‘Claim’” */
const description = z.string().max(500).nullable();

interface ShellCall<Input extends z.ZodType, Output> {
  readonly input: Input;
  readonly output: Returns<Output>;
}

function call<I extends z.ZodType, O>(input: I, output: Returns<O>): ShellCall<I, O> {
  return { input, output };
}

/** Every input is checked in main; a call with any other is answered with `invalid-input` and does nothing. */
export const shellCalls = {
  /** The page listens now: gives the state, and lets ports and events come. */
  start: call(nothing, returns<ShellState>()),
  /** Opens a project, by dialog where no path is given: here if this window has none, else in another window. */
  openProject: call(z.strictObject({ path: path.optional() }).optional(), returns<OpenOutcome>()),
  /** Makes a project, by dialog where no path is given. Its name is the file's unless given. */
  newProject: call(
    z.strictObject({ path: path.optional(), name: z.string().trim().min(1).max(200).optional() }).optional(),
    returns<OpenOutcome>(),
  ),
  /** Opens the sample project as it was left, made on first use. */
  openSample: call(nothing, returns<OpenOutcome>()),
  /** Tries again after `failed`. */
  reopenProject: call(nothing, returns<OpenOutcome>()),
  /** After `failed`: reads what can be read into a new file, chosen by dialog, and opens that. */
  recoverProject: call(nothing, returns<OpenOutcome>()),
  /** After `failed` with `passphrase-needed` or `-wrong`: opens the sealed file into a new project, chosen by dialog, and opens that. */
  receiveProject: call(z.strictObject({ passphrase: z.string().min(1).max(1_000) }), returns<OpenOutcome>()),
  /** Back to the start screen. */
  leaveProject: call(nothing, returns<null>()),
  recentProjects: call(nothing, returns<readonly RecentProject[]>()),
  /** Takes a project off the list; the file stays. */
  removeRecent: call(z.strictObject({ path }), returns<readonly RecentProject[]>()),
  /** Absolute paths; none where the user cancelled. */
  chooseFiles: call(
    z
      .strictObject({ title: z.string().max(200), filters: z.array(fileFilter).max(20) })
      .partial()
      .optional(),
    returns<readonly string[]>(),
  ),
  chooseFolder: call(
    z
      .strictObject({ title: z.string().max(200) })
      .partial()
      .optional(),
    returns<string | null>(),
  ),
  /** Where to save; the system has asked before it names a file that is there. */
  chooseSavePath: call(
    z.strictObject({
      title: z.string().max(200).optional(),
      suggestedName: z.string().min(1).max(255),
      filters: z.array(fileFilter).max(20).optional(),
    }),
    returns<string | null>(),
  ),
  /** Saves a text as a UTF-8 file, by dialog; null where the user cancelled, else the path. Raises `disk-full`, `no-permission`, `disk-failed`. */
  saveText: call(
    z.strictObject({
      title: z.string().max(200),
      suggestedName: z.string().min(1).max(255),
      text: z.string().max(64 * 1024 * 1024),
    }),
    returns<string | null>(),
  ),
  setTheme: call(z.strictObject({ theme: z.enum(THEMES) }), returns<ShellSettings>()),
  setZoom: call(z.strictObject({ zoom: z.number().min(ZOOM_MIN).max(ZOOM_MAX) }), returns<ShellSettings>()),
  /** The project's name as it is now, for the title of the window. */
  reportProjectName: call(z.strictObject({ name: z.string().max(1_000) }), returns<null>()),
  /** What the menu shall say after “Undo” and “Redo”; null: nothing to undo. */
  reportUndoState: call(z.strictObject({ undo: description, redo: description }), returns<null>()),
  /** A job is running that closing the window would cut short; null: none is. In words: “Importing 12 files”. */
  reportBusy: call(z.strictObject({ work: z.string().min(1).max(200).nullable() }), returns<null>()),
  /** Shows a file in the system's file browser. */
  showInFolder: call(z.strictObject({ path }), returns<null>()),
  copyText: call(z.strictObject({ text: z.string().max(64 * 1024 * 1024) }), returns<null>()),
} as const satisfies Record<ShellCallName, ShellCall<z.ZodType, unknown>>;

export type ShellInput<N extends ShellCallName> = z.input<(typeof shellCalls)[N]['input']>;
/** The input as main has it once checked. */
export type CheckedShellInput<N extends ShellCallName> = z.output<(typeof shellCalls)[N]['input']>;
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

/** The value of a shell call. Raises the error it was answered with. */
export function shellValue<T>(result: ShellResult<T>): T {
  if (result.ok) return result.value;
  throw GlossatorError.fromValue(result.error);
}

declare global {
  interface Window {
    readonly glossator: Shell;
  }
}
