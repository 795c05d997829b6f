import { type BrowserWindow, dialog, MessageChannelMain, type MessagePortMain } from 'electron';
import type { OpenRequest } from '../../contract/host-orders.ts';
import type { ShellEvent, WindowProject } from '../../contract/shell.ts';
import { SHELL_EVENT_CHANNEL, SHELL_PORT_CHANNEL } from '../../contract/shell-names.ts';
import { forkHost } from '../hosting/fork-host.ts';
import { HOST_RESTARTS, waitBeforeRestart } from '../hosting/restart-policy.ts';
import {
  type HostChild,
  type HostState,
  type SupervisedHost,
  superviseHost,
} from '../hosting/supervised-host.ts';
import type { Log } from '../log/log-file.ts';
import { PAGE_ADDRESS } from '../page/serve.ts';

export interface ProjectWindowSettings {
  readonly window: BrowserWindow;
  readonly hostScript: string;
  readonly log: Log;
  /** something that menu, title or lists show has changed */
  readonly onChange: (changed: ProjectWindow) => void;
  readonly onOpen: (path: string, name: string) => void;
}

/** Milliseconds that a host has to close its project when its window closes. */
const CLOSE_LIMIT = 5_000;
/** Another process that has the file may just be leaving it. Milliseconds. */
const IN_USE_WAITS = [300, 700];

/** One window, with one project or none. The project's process lives and dies with it. */
export class ProjectWindow {
  readonly window: BrowserWindow;
  readonly #settings: ProjectWindowSettings;
  #project: WindowProject = { status: 'none' };
  #host: SupervisedHost<MessagePortMain> | null = null;
  #listening = false;
  #pageCrashes: number[] = [];
  undo: string | null = null;
  redo: string | null = null;
  /** the job that closing would cut short, in words */
  work: string | null = null;

  constructor(settings: ProjectWindowSettings) {
    this.#settings = settings;
    this.window = settings.window;
    const { webContents } = this.window;
    webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#pageLeft();
    });
    webContents.on('render-process-gone', (_event, { reason, exitCode }) => this.#pageDied(reason, exitCode));
    void this.#loadPage();
  }

  get project(): WindowProject {
    return this.#project;
  }

  get hostPid(): number | undefined {
    return this.#host?.pid;
  }

  send(event: ShellEvent): void {
    if (this.#listening && !this.window.isDestroyed())
      this.window.webContents.send(SHELL_EVENT_CHANNEL, event);
  }

  /** The page listens. Its port follows if the project is open. */
  pageStarted(): void {
    this.#listening = true;
    // After the answer to the call that told us, so that the page knows what the port belongs to.
    if (this.#project.status === 'open') setImmediate(() => this.#handOverPort());
  }

  /** Opens (or makes) a project in this window, which must have none open. */
  open(request: OpenRequest, started: HostChild<MessagePortMain>): void {
    let first: HostChild<MessagePortMain> | null = started;
    this.#become({ status: 'opening', path: request.path, recovering: request.recover !== undefined });
    const host = superviseHost<MessagePortMain>({
      request,
      spawn: () => {
        const child = first ?? forkHost(this.#settings.hostScript, this.#settings.log);
        first = null;
        return child;
      },
      onState: (state) => this.#hostBecame(state, request),
      restarts: HOST_RESTARTS,
      inUseWaits: IN_USE_WAITS,
      closeLimit: CLOSE_LIMIT,
      log: this.#settings.log,
    });
    this.#host = host;
  }

  /** Lets the project go; resolves when its process has left. */
  async leave(): Promise<void> {
    const host = this.#host;
    this.#host = null;
    this.undo = null;
    this.redo = null;
    this.work = null;
    this.#become({ status: 'none' });
    await host?.close();
  }

  projectRenamed(name: string): void {
    if (this.#project.status !== 'open' || this.#project.name === name) return;
    this.#settings.onOpen(this.#project.path, name);
    this.#become({ ...this.#project, name });
  }

  /** Whether the window may close: asks the user where that would cut work short. */
  async confirmClosing(): Promise<boolean> {
    if (this.work === null) return true;
    const { response } = await dialog.showMessageBox(this.window, {
      type: 'warning',
      message: `${this.work} is not finished.`,
      detail: 'What was finished is kept. What was not begun can be done again later.',
      buttons: ['Keep Working', 'Stop and Close'],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) this.work = null;
    return response === 1;
  }

  async #loadPage(): Promise<void> {
    if (this.window.isDestroyed()) return;
    try {
      await this.window.loadURL(PAGE_ADDRESS);
    } catch (error) {
      this.#settings.log('page-not-loaded', {
        message: error instanceof Error ? error.message : String(error),
      });
      // What cannot be painted is never ready to be shown; a window that says nothing is better than none.
      if (!this.window.isDestroyed()) this.window.show();
    }
  }

  #pageLeft(): void {
    this.#listening = false;
    this.undo = null;
    this.redo = null;
    this.work = null;
    this.#settings.onChange(this);
  }

  #pageDied(reason: string, exitCode: number): void {
    this.#settings.log('page-died', { reason, exitCode });
    this.#pageLeft();
    if (this.window.isDestroyed()) return;
    const now = Date.now();
    this.#pageCrashes.push(now);
    const wait = waitBeforeRestart(this.#pageCrashes, now, HOST_RESTARTS);
    if (wait !== null) {
      setTimeout(() => this.#loadPage(), wait);
      return;
    }
    // Not `showErrorBox`, which would hold up every other window until it is answered.
    void dialog.showMessageBox({
      type: 'error',
      message: 'This window keeps failing.',
      detail:
        'All that was saved is in the project’s file. Close the window and open the project again; if that does not help, the logs (Help menu) may tell why.',
    });
  }

  #hostBecame(state: HostState, { path, recover, receive }: OpenRequest): void {
    switch (state.status) {
      case 'open':
        this.#become({ status: 'open', path, name: state.name });
        this.#handOverPort();
        // At last: it is kept on the disk, for which the page need not wait.
        this.#settings.onOpen(path, state.name);
        return;
      case 'restarting':
        this.#become({ status: 'restarting', path, name: state.name });
        return;
      case 'failed':
        this.#host = null;
        // What was being recovered, or received, is still the file in question.
        this.#become({
          status: 'failed',
          path: recover?.damaged ?? receive?.sealed ?? path,
          error: state.error,
        });
    }
  }

  #become(project: WindowProject): void {
    this.#project = project;
    if (this.window.isDestroyed()) return;
    const title =
      project.status === 'open' || project.status === 'restarting'
        ? `${project.name} — Glossator`
        : 'Glossator';
    this.window.setTitle(title);
    this.window.setRepresentedFilename(project.status === 'none' ? '' : project.path);
    this.send({ type: 'project', project });
    this.#settings.onChange(this);
  }

  #handOverPort(): void {
    if (!this.#listening || this.window.isDestroyed() || !this.#host) return;
    const { port1, port2 } = new MessageChannelMain();
    this.#host.handOver(port1);
    this.window.webContents.postMessage(SHELL_PORT_CHANNEL, null, [port2]);
  }
}
