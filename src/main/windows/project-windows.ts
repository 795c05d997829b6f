import path from 'node:path';
import { app, BrowserWindow, type Event, type MessagePortMain, screen } from 'electron';
import type { OpenRequest } from '../../contract/host-orders.ts';
import type { OpenOutcome, ShellEvent } from '../../contract/shell.ts';
import { forkHost } from '../hosting/fork-host.ts';
import type { HostChild } from '../hosting/supervised-host.ts';
import type { Log } from '../log/log-file.ts';
import type { Locations } from '../start/locations.ts';
import type { Remembered } from '../state/remembered.ts';
import { clampToDisplays, SMALLEST_WINDOW, usualBounds } from './bounds.ts';
import { lockedWindow } from './locked-window.ts';
import { ProjectWindow } from './project-window.ts';
import { isSameFile, truePath } from './same-file.ts';

export interface ProjectWindowsSettings {
  readonly locations: Locations;
  readonly remembered: Remembered;
  readonly developerTools: boolean;
  readonly log: Log;
  readonly onChange: (changed: ProjectWindow) => void;
  /** the process for the project that is opened first, where it has been started already */
  readonly ahead: HostChild<MessagePortMain> | null;
}

/** How a project is to be opened; nothing: the file is there. */
export type Making = Pick<OpenRequest, 'create' | 'sample' | 'recover' | 'receive'>;

/** All windows. A file is open in one of them at most. */
export class ProjectWindows {
  readonly #settings: ProjectWindowsSettings;
  readonly #windows = new Set<ProjectWindow>();
  /** projects whose process is leaving, by what they wait for */
  readonly #leaving = new Map<Promise<void>, string>();
  /** opening is one at a time, so that a file cannot be opened twice at once */
  #turn: Promise<unknown> = Promise.resolve();
  #quitting = false;
  #ahead: HostChild<MessagePortMain> | null;

  constructor(settings: ProjectWindowsSettings) {
    this.#settings = settings;
    this.#ahead = settings.ahead;
  }

  get all(): readonly ProjectWindow[] {
    return [...this.#windows];
  }

  get focused(): ProjectWindow | undefined {
    const focused = BrowserWindow.getFocusedWindow();
    return (
      this.all.find(({ window }) => window === focused) ?? (this.all.length === 1 ? this.all[0] : undefined)
    );
  }

  ofContents(id: number): ProjectWindow | undefined {
    return this.all.find(({ window }) => !window.isDestroyed() && window.webContents.id === id);
  }

  tellAll(event: ShellEvent): void {
    for (const window of this.#windows) window.send(event);
  }

  /** The window that has this file, if one has. */
  async withFile(file: string): Promise<ProjectWindow | undefined> {
    for (const window of this.#windows) {
      const { project } = window;
      if (project.status === 'none' || project.status === 'failed') continue;
      if (await isSameFile(project.path, file)) return window;
    }
    return undefined;
  }

  /**
   * Opens a project file in `from` if that has none, else in another window; brings the window that has it to the
   * front if there is one.
   */
  open(file: string, making: Making, from?: ProjectWindow): Promise<OpenOutcome> {
    const opened = this.#turn.then(() => this.#open(file, making, from));
    this.#turn = opened.catch(() => undefined);
    return opened;
  }

  async #open(file: string, making: Making, from?: ProjectWindow): Promise<OpenOutcome> {
    const target = await truePath(path.resolve(file));
    const holder = await this.withFile(target);
    if (holder) {
      holder.window.show();
      holder.window.focus();
      return { outcome: 'focused' };
    }
    for (const [left, leavingFile] of this.#leaving) if (await isSameFile(leavingFile, target)) await left;
    // Before the window, whose making holds main up for a tenth of a second: the process starts meanwhile.
    const host = this.#ahead ?? forkHost(this.#settings.locations.host, this.#settings.log);
    this.#ahead = null;
    const { status } = from?.project ?? {};
    const free = from && (status === 'none' || status === 'failed') && this.#windows.has(from);
    const window = free ? from : this.newWindow(target);
    if (free) this.#takePlace(window.window, target);
    window.open({ type: 'open', path: target, ...making }, host);
    return { outcome: 'opening' };
  }

  /** Ends the process that was started ahead where no project came for it. */
  endAhead(): void {
    this.#ahead?.kill();
    this.#ahead = null;
  }

  /** `project`: the file that will be opened in it, `''` for the start screen. */
  newWindow(project = ''): ProjectWindow {
    const { locations, remembered, developerTools, log, onChange } = this.#settings;
    const place = remembered.place(project);
    const window = lockedWindow(this.#boundsFor(project), locations, developerTools);
    if (place?.maximised) window.maximize();
    if (place?.fullScreen) window.setFullScreen(true);
    const made = new ProjectWindow({
      window,
      hostScript: locations.host,
      log,
      onChange,
      onOpen: (path, name) => remembered.opened(path, name),
    });
    this.#windows.add(made);
    window.webContents.on('dom-ready', () => window.webContents.setZoomFactor(remembered.settings.zoom));
    window.on('close', (event) => this.#closing(made, event));
    window.on('closed', () => this.#closed(made));
    return made;
  }

  /** Lets a window's project go and shows the start screen. */
  async leaveProject(window: ProjectWindow): Promise<void> {
    this.#keepPlace(window);
    await this.#let(window);
  }

  /** Tells that the application is about to quit, so that a window that stays open because of running work stops that. */
  quitting(): void {
    this.#quitting = true;
  }

  /** Resolves when no project's process is left of the windows that were closed. */
  async allLeft(): Promise<void> {
    await Promise.all(this.#leaving.keys());
  }

  get isLeaving(): boolean {
    return this.#leaving.size > 0;
  }

  #boundsFor(project: string) {
    const place = this.#settings.remembered.place(project);
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
    if (place) return clampToDisplays(place.bounds, areas);
    const [primary] = areas;
    if (!primary) return { x: 0, y: 0, ...SMALLEST_WINDOW };
    return usualBounds(
      primary,
      this.all.map(({ window }) => window.getBounds()),
    );
  }

  #takePlace(window: BrowserWindow, project: string): void {
    const place = this.#settings.remembered.place(project);
    if (!place) return;
    window.setBounds(this.#boundsFor(project));
    if (place.maximised) window.maximize();
    window.setFullScreen(place.fullScreen);
  }

  #keepPlace({ window, project }: ProjectWindow): void {
    this.#settings.remembered.keepPlace(project.status === 'none' ? '' : project.path, {
      bounds: window.getNormalBounds(),
      maximised: window.isMaximized(),
      fullScreen: window.isFullScreen(),
    });
  }

  #closing(window: ProjectWindow, event: Event): void {
    if (window.work === null) {
      this.#keepPlace(window);
      return;
    }
    event.preventDefault();
    void window.confirmClosing().then((closes) => {
      const quits = this.#quitting;
      this.#quitting = false;
      if (closes && quits) app.quit();
      else if (closes) window.window.close();
    });
  }

  #closed(window: ProjectWindow): void {
    this.#windows.delete(window);
    void this.#let(window);
    this.#settings.onChange(window);
  }

  #let(window: ProjectWindow): Promise<void> {
    const { project } = window;
    const left = window.leave();
    if (project.status !== 'none') {
      this.#leaving.set(left, project.path);
      void left.finally(() => this.#leaving.delete(left));
    }
    return left;
  }
}
