import type {
  RecentProject,
  ShellCommand,
  ShellEvent,
  ShellState,
  WindowProject,
} from '../../contract/shell.ts';
import { type ChosenKeys, createChosenKeys } from '../commands/chosen-keys.ts';
import { createLayout, type Layout } from '../layout/layout.ts';
import { createNotices, type Notices } from '../notices/notices.ts';
import { createObservable, type Observable } from './observable.ts';
import { onPort, workbenchPort } from './port.ts';
import { createProjectSession, type ProjectSession } from './project-session.ts';
import { shell } from './shell.ts';

export interface SessionState {
  /** null until main has answered */
  readonly shell: ShellState | null;
  readonly project: ProjectSession | null;
  readonly recent: readonly RecentProject[];
}

/** The window's life: what main says of it, and the project that is open in it. */
export interface Session {
  readonly state: Observable<SessionState>;
  readonly notices: Notices;
  readonly layout: Observable<Layout>;
  readonly chosenKeys: Observable<ChosenKeys>;
  /** Commands of the menu go here. Returns the function that ends the listening. */
  onCommand(listener: (command: ShellCommand) => void): () => void;
}

const CAME_BACK = 'The process that holds the project stopped and was started again.';

export function startSession(): Session {
  const notices = createNotices();
  const layout = createLayout();
  const chosenKeys = createChosenKeys();
  const state = createObservable<SessionState>({ shell: null, project: null, recent: [] });
  const commandListeners = new Set<(command: ShellCommand) => void>();
  /** a port that came before main said that its project is open */
  let early: MessagePort | null = null;

  function endProject(): void {
    const { project } = state.get();
    if (!project) return;
    project.end();
    notices.forgetDone();
    state.patch({ project: null });
  }

  function beginProject(path: string): void {
    endProject();
    const begun = createProjectSession(path, notices, layout);
    if (early) begun.client.attach(workbenchPort(early));
    early = null;
    state.patch({ project: begun });
  }

  function follow(next: WindowProject): void {
    const before = state.get();
    const project = before.project;
    const was = before.shell?.project.status;
    if (before.shell) state.patch({ shell: { ...before.shell, project: next } });
    switch (next.status) {
      case 'restarting':
        project?.client.detach();
        return;
      case 'opening':
        early = null;
        // The screen is made while the project's process starts; what it asks for waits until the port is there.
        if (next.recovering) endProject();
        else beginProject(next.path);
        return;
      case 'open':
        if (project?.workspace.projectPath !== next.path) beginProject(next.path);
        else if (was === 'restarting') {
          notices.info(CAME_BACK, 'Nothing that was acknowledged is lost. You can go on.');
          project.refetchAll();
        }
        return;
      default:
        early = null;
        endProject();
    }
  }

  /** The newest that main said of the project without being asked: the answer to `start` may be older. */
  let told: WindowProject | null = null;

  function receive(event: ShellEvent): void {
    const { shell: known } = state.get();
    switch (event.type) {
      case 'project':
        told = event.project;
        follow(event.project);
        return;
      case 'settings':
        if (known) state.patch({ shell: { ...known, settings: event.settings } });
        return;
      case 'recentProjects':
        state.patch({ recent: event.recent });
        return;
      case 'notice':
        notices.value('warning', event.notice);
        return;
      case 'command':
        for (const listener of commandListeners) listener(event.command);
    }
  }

  onPort((port) => {
    performance.mark('glossator:project-open');
    const { project } = state.get();
    if (project) project.client.attach(workbenchPort(port));
    else early = port;
  });
  window.glossator.onShellEvent(receive);
  window.addEventListener('error', (event) => notices.error(event.error ?? event.message));
  window.addEventListener('unhandledrejection', (event) => notices.error(event.reason));

  void shell('start')
    .then((started) => {
      state.patch({ shell: { ...started, project: told ?? started.project } });
      if (!told) follow(started.project);
    })
    .catch(notices.error);
  void shell('recentProjects')
    .then((recent) => state.patch({ recent }))
    .catch(notices.error);

  return {
    state,
    notices,
    layout,
    chosenKeys,
    onCommand(listener) {
      commandListeners.add(listener);
      return () => commandListeners.delete(listener);
    },
  };
}
