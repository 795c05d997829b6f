import path from 'node:path';
import { app } from 'electron';
import { applySwitches } from './lockdown/switches.ts';
import { startApplication } from './start/application.ts';
import { ownArguments, readLaunch } from './start/arguments.ts';
import { locationsIn } from './start/locations.ts';

/**
 * Everything of this user on this machine lies in one folder: Electron's own choice, or what GLOSSATOR_HOME says, or
 * Chromium's switch --user-data-dir. The processes that we start are told where it was moved.
 */
function settleHome(): void {
  const given = process.env.GLOSSATOR_HOME;
  if (app.commandLine.hasSwitch('user-data-dir')) process.env.GLOSSATOR_HOME = app.getPath('userData');
  else if (given) app.setPath('userData', path.resolve(given));
}

const launch = readLaunch(ownArguments(process.argv, !app.isPackaged), process.cwd());
settleHome();
applySwitches();
if (launch.kind === 'cli') {
  const { runCommandLine } = await import('./start/command-line.ts');
  void runCommandLine(locationsIn(app.getAppPath()).cli, launch.args);
} else void startApplication(launch);
