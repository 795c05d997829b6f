import type { WorkbenchEvent } from '../../contract/messages.ts';
import type { SearchState } from '../../contract/procedures.ts';
import type { Commit } from '../../core/journal/action.ts';
import type { ProjectSearch } from './project-search.ts';

/** Texts that are not in the index are looked for this long after a project was opened, so that opening stays quick, … */
const FIRST_LOOK_AFTER_MS = 12_000;
/** … and this long after documents came or changed, so that an import comes first. */
const LOOK_AFTER_CHANGE_MS = 2_000;

/** The search of an open project, which is loaded when it is first wanted. */
export interface LoadedSearch {
  search(): Promise<ProjectSearch>;
  /** Resolves when nothing of it runs any more. */
  close(): Promise<void>;
}

/** `projectPath` and `searchFolder`: see ProjectSearch. */
export function searchWhenWanted(
  projectPath: string,
  searchFolder: string,
  tell: (event: WorkbenchEvent) => void = () => undefined,
): LoadedSearch {
  let loaded: Promise<ProjectSearch> | null = null;
  return {
    search() {
      loaded ??= import('./project-search.ts').then(({ ProjectSearch }) => {
        const options = { tell: (search: SearchState) => tell({ type: 'search', search }) };
        return new ProjectSearch(projectPath, searchFolder, options);
      });
      return loaded;
    },
    async close() {
      await (await loaded)?.close();
    },
  };
}

/** Keeps the index while the project is open. `committed` is to be told of each commit: documents may have come, or got other texts. */
export function keepIndex({ search }: LoadedSearch): { committed(commit: Commit): void; end(): void } {
  let timer = setTimeout(look, FIRST_LOOK_AFTER_MS).unref();

  function look(): void {
    void search().then((project) => project.index());
  }

  return {
    committed({ touched }) {
      if (!touched.some(({ kind }) => kind === 'document')) return;
      clearTimeout(timer);
      timer = setTimeout(look, LOOK_AFTER_CHANGE_MS).unref();
    },
    end: () => clearTimeout(timer),
  };
}
