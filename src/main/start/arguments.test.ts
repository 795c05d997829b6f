import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownArguments, readLaunch } from './arguments.ts';

const folder = path.resolve('/projects');
const files = (...args: string[]) => {
  const launch = readLaunch(args, folder);
  if (launch.kind !== 'windows') throw new Error('a command line, not windows');
  return launch.files;
};

describe('ownArguments', () => {
  it('drops the executable of a package', () => {
    expect(ownArguments(['/opt/glossator', 'a.gloss'], false)).toEqual(['a.gloss']);
  });

  it('drops the executable, its switches and the application folder of a plain Electron', () => {
    const argv = ['/dist/electron', '--inspect=0', '--no-sandbox', '/app', '--sample', 'a.gloss'];
    expect(ownArguments(argv, true)).toEqual(['--sample', 'a.gloss']);
    expect(ownArguments(['/dist/electron'], true)).toEqual([]);
  });
});

describe('readLaunch', () => {
  it('resolves project files against the folder that the command was given in', () => {
    expect(files('a.gloss', '../b.gloss')).toEqual([
      path.join(folder, 'a.gloss'),
      path.resolve(folder, '../b.gloss'),
    ]);
  });

  it('passes over the switches of Chromium', () => {
    expect(files('--ozone-platform=x11', '-x', 'a.gloss', '')).toEqual([path.join(folder, 'a.gloss')]);
  });

  it('takes everything after -- for files, also what looks like a switch', () => {
    expect(files('--', '--odd.gloss')).toEqual([path.join(folder, '--odd.gloss')]);
  });

  it('knows the sample and the developer tools', () => {
    expect(readLaunch(['--sample'], folder)).toMatchObject({ sample: true, devTools: false, files: [] });
    expect(readLaunch(['--devtools'], folder)).toMatchObject({ sample: false, devTools: true });
  });

  it('hands a command and all that follows to the command line', () => {
    expect(readLaunch(['info', 'a.gloss', '--json'], folder)).toEqual({
      kind: 'cli',
      args: ['info', 'a.gloss', '--json'],
    });
    expect(readLaunch(['--no-sandbox', 'import', 'a.gloss', 'x.txt'], folder)).toEqual({
      kind: 'cli',
      args: ['import', 'a.gloss', 'x.txt'],
    });
    expect(readLaunch(['--help'], folder)).toEqual({ kind: 'cli', args: ['--help'] });
    expect(readLaunch(['--version'], folder)).toEqual({ kind: 'cli', args: ['--version'] });
    expect(readLaunch(['cli', 'anything'], folder)).toEqual({ kind: 'cli', args: ['anything'] });
  });

  it('opens a window on a file whose name only contains a command', () => {
    expect(files('./new.gloss', 'import.gloss')).toHaveLength(2);
  });
});
