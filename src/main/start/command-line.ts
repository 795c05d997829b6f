import { spawnSync } from 'node:child_process';
import { app, session, utilityProcess } from 'electron';
import { lockEveryContents } from '../lockdown/contents.ts';
import { lockSessions } from '../lockdown/session.ts';
import { registerPageScheme } from '../page/serve.ts';
import { ReportPrinter } from '../printing/report-printer.ts';

const HEADLESS = 'ozone-platform';
/** Chromium's own complaints are none of the command's output. */
const QUIET = ['--log-level=3'];

/** Commands say themselves what went wrong. */
const UNLOGGED = (): void => undefined;

/** Chromium on Linux wants a display even where nothing is shown; told so on its command line only, it does without. */
function needsHeadlessStart(): boolean {
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  return process.platform === 'linux' && !hasDisplay && !app.commandLine.hasSwitch(HEADLESS);
}

/**
 * Runs the command line in a process of its own, with our standard output, and leaves with its exit status. Works
 * without a display too. To be called before the application is ready.
 */
export async function runCommandLine(script: string, args: readonly string[]): Promise<void> {
  if (needsHeadlessStart()) {
    // At once and waiting: the next step of starting up would end this process for want of a display.
    const switches = [`--${HEADLESS}=headless`, ...QUIET];
    const { status } = spawnSync(process.execPath, [...switches, ...process.argv.slice(1)], {
      stdio: 'inherit',
    });
    process.exit(status ?? 2);
  }
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-gpu');
  app.commandLine.appendSwitch('disable-software-rasterizer');
  app.dock?.hide();
  registerPageScheme();
  lockEveryContents(UNLOGGED);
  await app.whenReady();
  lockSessions(session.defaultSession, false, UNLOGGED);
  const child = utilityProcess.fork(script, [...args], { serviceName: 'glossator-cli', stdio: 'inherit' });
  const reports = new ReportPrinter(UNLOGGED);
  child.on('message', (message: unknown) => reports.take(message, (answer) => child.postMessage(answer)));
  child.on('exit', (code) => app.exit(code));
}
