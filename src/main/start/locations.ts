import path from 'node:path';

/** Where the parts of the program lie: alike in a checkout and in a package. */
export interface Locations {
  readonly host: string;
  readonly cli: string;
  readonly preload: string;
  /** the folder that app:// serves */
  readonly page: string;
  readonly icon: string;
  /** the folder of the sample project's texts */
  readonly sampleTexts: string;
}

/** `program`: absolute path of the folder that holds the program's package.json. */
export function locationsIn(program: string): Locations {
  return {
    host: path.join(program, 'out', 'host', 'index.js'),
    cli: path.join(program, 'out', 'cli', 'index.js'),
    preload: path.join(program, 'out', 'preload', 'index.cjs'),
    page: path.join(program, 'out', 'renderer'),
    icon: path.join(program, 'resources', 'icon.png'),
    sampleTexts: path.join(program, 'resources', 'sample'),
  };
}

/** Folders and files of this user on this machine. `home`: absolute, Electron's userData. */
export function ownFiles(home: string) {
  return {
    state: path.join(home, 'state.json'),
    logs: path.join(home, 'logs'),
    sample: path.join(home, 'sample', 'Sample.gloss'),
  };
}
