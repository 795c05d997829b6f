import path from 'node:path';
import { isFlag, isText, listOf, objectOf, oneOf } from '../../contract/shape.ts';

/** Words that make `glossator …` a command line instead of a window. */
const CLI_COMMANDS = [
  'new',
  'import',
  'export',
  'info',
  'check',
  'undo',
  'redo',
  'recover',
  'backup',
  'help',
] as const;
const CLI_FLAGS = ['--help', '-h', '--version', '-V'];

/** What a start with windows is asked for. */
export interface WindowLaunch {
  readonly kind: 'windows';
  /** absolute paths of project files */
  readonly files: readonly string[];
  readonly sample: boolean;
  /** developer tools asked for in a package */
  readonly devTools: boolean;
}

/** Whether it is that: what a second start hands to the first may come of another version. */
export const isWindowLaunch = objectOf<WindowLaunch>(
  { kind: oneOf('windows'), files: listOf(isText), sample: isFlag, devTools: isFlag },
  [],
  { open: true },
);

export type Launch = WindowLaunch | { readonly kind: 'cli'; readonly args: readonly string[] };

/**
 * What comes after the executable, and after the application's folder where a plain Electron was given one.
 * Switches before that folder are Chromium's.
 */
export function ownArguments(argv: readonly string[], plainElectron: boolean): readonly string[] {
  const given = argv.slice(1);
  if (!plainElectron) return given;
  const folder = given.findIndex((argument) => !argument.startsWith('-'));
  return folder < 0 ? [] : given.slice(folder + 1);
}

/**
 * Reads the application's own arguments: a CLI command with its arguments (or `cli` and anything), else project
 * files to open. Other switches are Chromium's and are passed over; after `--` everything is a file.
 */
export function readLaunch(args: readonly string[], workingFolder: string): Launch {
  const first = args.find((argument) => !argument.startsWith('--') || CLI_FLAGS.includes(argument));
  if (first === 'cli') return { kind: 'cli', args: args.slice(args.indexOf(first) + 1) };
  if (first !== undefined && ([...CLI_COMMANDS] as string[]).concat(CLI_FLAGS).includes(first)) {
    return { kind: 'cli', args: args.slice(args.indexOf(first)) };
  }
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  const files = options
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .concat(end < 0 ? [] : args.slice(end + 1));
  return {
    kind: 'windows',
    files: files.map((file) => path.resolve(workingFolder, file)),
    sample: options.includes('--sample'),
    devTools: options.includes('--devtools'),
  };
}
