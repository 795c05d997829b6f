import { existsSync } from 'node:fs';
import type { RecentProject, ShellSettings } from '../../contract/shell.ts';
import { toErrorValue } from '../../core/errors.ts';
import type { Log } from '../log/log-file.ts';
import {
  placeOf,
  type SavedState,
  type WindowPlace,
  withoutRecent,
  withPlace,
  withRecent,
} from './saved-state.ts';
import { loadState, saveState } from './state-file.ts';

export interface RememberedListener {
  readonly onSettings: (settings: ShellSettings) => void;
  readonly onRecent: (recent: readonly RecentProject[]) => void;
}

/** What is remembered of windows and looks, on disk after every change. Nothing here is worth stopping for. */
export interface Remembered {
  readonly settings: ShellSettings;
  recent(): readonly RecentProject[];
  change(settings: Partial<ShellSettings>): ShellSettings;
  opened(path: string, name: string): void;
  forget(path: string): void;
  /** `project`: the path of the file, `''` for a window without a project */
  place(project: string): WindowPlace | undefined;
  keepPlace(project: string, place: WindowPlace): void;
  listen(listener: RememberedListener): void;
}

function recentOf(state: SavedState): readonly RecentProject[] {
  return state.recent.map((entry) => ({ ...entry, missing: !existsSync(entry.path) }));
}

export function remember(file: string, log: Log): Remembered {
  const loaded = loadState(file, new Date());
  if (loaded.setAside) log('state-set-aside', { file: loaded.setAside });
  let state = loaded.state;
  const listeners: RememberedListener[] = [];

  function keep(next: SavedState): void {
    if (next === state) return;
    state = next;
    try {
      saveState(file, state);
    } catch (error) {
      log('state-not-saved', { message: toErrorValue(error).message });
    }
  }

  function keepRecent(next: SavedState): void {
    keep(next);
    const recent = recentOf(state);
    for (const listener of listeners) listener.onRecent(recent);
  }

  const settings = (): ShellSettings => ({ theme: state.theme, zoom: state.zoom });
  return {
    get settings() {
      return settings();
    },
    recent: () => recentOf(state),
    change(changed) {
      keep({ ...state, ...changed });
      for (const listener of listeners) listener.onSettings(settings());
      return settings();
    },
    opened: (path, name) => keepRecent(withRecent(state, { path, name, openedAt: new Date().toISOString() })),
    forget: (path) => keepRecent(withoutRecent(state, path)),
    place: (project) => placeOf(state, project),
    keepPlace: (project, place) => keep(withPlace(state, project, place)),
    listen: (listener) => listeners.push(listener),
  };
}
