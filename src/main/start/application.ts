import { app, Menu, nativeTheme, session } from 'electron';
import type { ShellState } from '../../contract/shell.ts';
import { forkHost } from '../hosting/fork-host.ts';
import { lockEveryContents } from '../lockdown/contents.ts';
import { lockSessions } from '../lockdown/session.ts';
import { type Log, openLog } from '../log/log-file.ts';
import { keepMenu } from '../menu/application-menu.ts';
import { offerTextFieldMenus } from '../menu/text-field-menu.ts';
import { registerPageScheme, servePage } from '../page/serve.ts';
import { shellHandlers } from '../shell/handlers.ts';
import { listenToPages } from '../shell/listen.ts';
import { type ProjectOpening, projectOpening } from '../shell/projects.ts';
import { remember } from '../state/remembered.ts';
import { ProjectWindows } from '../windows/project-windows.ts';
import { isWindowLaunch, type WindowLaunch } from './arguments.ts';
import { chooseGraphics } from './graphics.ts';
import { locationsIn, ownFiles } from './locations.ts';

function platform(): ShellState['platform'] {
  if (process.platform === 'darwin') return 'mac';
  return process.platform === 'win32' ? 'windows' : 'linux';
}

/** The application with windows: everything from here to the first window, and what holds it together after. */
export async function startApplication(launch: WindowLaunch): Promise<void> {
  if (!app.requestSingleInstanceLock(launch)) {
    // The one that runs has been told.
    app.quit();
    return;
  }
  registerPageScheme();
  chooseGraphics();
  // Else Electron would make one of its own first.
  Menu.setApplicationMenu(null);
  const locations = locationsIn(app.getAppPath());
  const files = ownFiles(app.getPath('userData'));
  const log = openLog({ folder: files.logs, homes: [app.getPath('userData'), app.getPath('home')] });
  const developerTools = !app.isPackaged || launch.devTools;
  process.on('uncaughtExceptionMonitor', (error) =>
    log('main-failed', { stack: error.stack ?? error.message }),
  );
  app.on('child-process-gone', (_event, { type, reason, exitCode }) =>
    log('process-gone', { type, reason, exitCode }),
  );
  lockEveryContents(log);
  offerTextFieldMenus();

  const early: string[] = [];
  let opening: ProjectOpening | null = null;
  app.on('open-file', (event, file) => {
    event.preventDefault();
    if (opening) void opening.open(undefined, file);
    else early.push(file);
  });

  await app.whenReady();
  // The text waits for this process more than for anything else, so that it is started first.
  const opensProject = launch.sample || launch.files.length + early.length > 0;
  const ahead = opensProject ? forkHost(locations.host, log) : null;
  log('started', { version: app.getVersion(), electron: process.versions.electron ?? '' });
  lockSessions(session.defaultSession, developerTools, log);
  servePage(session.defaultSession, locations.page);

  const remembered = remember(files.state, log);
  nativeTheme.themeSource = remembered.settings.theme;
  let askForMenu: () => void = () => undefined;
  const windows = new ProjectWindows({
    locations,
    remembered,
    developerTools,
    log,
    onChange: () => askForMenu(),
    ahead,
  });
  const projects = projectOpening(windows, files.sample, locations.sampleTexts);
  opening = projects;
  remembered.listen({
    onSettings(settings) {
      nativeTheme.themeSource = settings.theme;
      for (const { window } of windows.all) window.webContents.setZoomFactor(settings.zoom);
      windows.tellAll({ type: 'settings', settings });
      askForMenu();
    },
    onRecent(recent) {
      windows.tellAll({ type: 'recentProjects', recent });
      askForMenu();
    },
  });
  const common = { windows, opening: projects, remembered, platform: platform() };
  const handlers = shellHandlers({ ...common, version: app.getVersion(), onUndoState: () => askForMenu() });
  listenToPages(windows, handlers, log);

  holdTogether(windows, projects, log);
  try {
    await openLaunch({ ...launch, files: [...launch.files, ...early] }, windows, projects);
  } finally {
    windows.endAhead();
    // Made while the page is on its way, not before it is asked for.
    askForMenu = keepMenu({ ...common, logFolder: files.logs, developerTools });
  }
}

async function openLaunch(
  { files, sample }: WindowLaunch,
  windows: ProjectWindows,
  projects: ProjectOpening,
): Promise<void> {
  for (const file of files) await projects.open(undefined, file);
  if (sample) await projects.sample(undefined);
  if (files.length === 0 && !sample) windows.newWindow();
}

/** Further starts of the program, and its end. */
function holdTogether(windows: ProjectWindows, projects: ProjectOpening, log: Log): void {
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const asked = isWindowLaunch(data) ? data : null;
    const [front] = windows.all;
    if (asked && (asked.files.length > 0 || asked.sample || !front)) {
      void openLaunch(asked, windows, projects);
    } else if (front) {
      if (front.window.isMinimized()) front.window.restore();
      front.window.focus();
    }
  });
  app.on('activate', () => {
    if (windows.all.length === 0) windows.newWindow();
  });
  app.on('window-all-closed', () => {
    if (platform() !== 'mac') app.quit();
  });
  app.on('before-quit', () => windows.quitting());
  app.on('will-quit', (event) => {
    if (!windows.isLeaving) return log('quit');
    // The projects' processes first: each closes its file in good order.
    event.preventDefault();
    void windows.allLeft().then(() => app.quit());
  });
}
