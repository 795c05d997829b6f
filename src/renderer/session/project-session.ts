import { notifyManager, QueryClient } from '@tanstack/react-query';
import { createWorkbenchClient, type WorkbenchClient } from '../../contract/client.ts';
import { GlossatorError } from '../../core/errors.ts';
import { describeAction, type UndoState } from '../../core/journal/action.ts';
import type { Layout } from '../layout/layout.ts';
import type { Notices } from '../notices/notices.ts';
import { TypedAhead } from '../typing/typed-ahead.ts';
import { Brought } from '../workspace/brought.ts';
import { lastDocument } from '../workspace/documents.ts';
import { PlaceHistory } from '../workspace/place-history.ts';
import { lastPlace } from '../workspace/places.ts';
import type { Workspace, WorkspaceState } from '../workspace/workspace.ts';
import { afterPaint } from './after-paint.ts';
import { queryKeys, staleKeys } from './invalidation.ts';
import { codesQuery, documentsQuery } from './listed-queries.ts';
import { createObservable, type Observable } from './observable.ts';
import { openedQuery } from './opened-query.ts';
import { createRefetch } from './refetch.ts';
import { shell } from './shell.ts';

export interface ProjectSession {
  readonly workspace: Workspace;
  readonly client: WorkbenchClient;
  /** Fetches all anew: after the project's process was restarted. */
  refetchAll(): void;
  end(): void;
}

// What was fetched is drawn before the next task, as a key that is pressed then means what is fetched. By default two timers
// pass first, and a key between them meets the window of before.
notifyManager.setScheduler(queueMicrotask);

/** How long what was fetched is kept while nothing shows it: to go back to what was just left. Milliseconds. */
const KEPT_UNSEEN = 20_000;

const NOTHING_YET: WorkspaceState = {
  documentId: null,
  shownId: null,
  annotationId: null,
  selection: null,
  codeId: null,
  relationStart: null,
  placing: null,
  found: null,
  dialog: null,
  page: null,
  sectionAsked: null,
  undoState: { undo: null, redo: null },
};

function inWords(step: UndoState['undo']): string | null {
  return step && describeAction(step.type, step.subject);
}

/** All that the window holds of one open project; nothing of it outlives the project. */
export function createProjectSession(
  projectPath: string,
  notices: Notices,
  layout: Observable<Layout>,
): ProjectSession {
  const client = createWorkbenchClient();
  // Nothing goes stale by itself: the workbench tells of every change.
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        // What no part of the window shows is let go: else a day's reading of many documents would all stay in memory.
        gcTime: KEPT_UNSEEN,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  // What was read last is asked for at once, before it is known whether it is still there.
  const documentId = lastDocument(projectPath);
  const state = createObservable({ ...NOTHING_YET, documentId });
  const brought = new Brought(client);
  const reading: Workspace['reading'] = { current: null };
  const shown: Workspace['shown'] = { current: Promise.resolve() };
  const undoNow: Workspace['undoNow'] = { current: NOTHING_YET.undoState };
  const typedAhead = new TypedAhead();
  const refetch = createRefetch(queries, () => typedAhead.atRest());

  queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    const { error } = event.action;
    const isTold =
      event.query.meta?.absenceIsSeen && error instanceof GlossatorError && error.code === 'not-found';
    if (!isTold) notices.error(error);
  });

  function showUndoState(undoState: UndoState): void {
    undoNow.current = undoState;
    void shown.current.then(afterPaint).then(() => state.patch({ undoState: undoNow.current }));
    void shell('reportUndoState', { undo: inWords(undoState.undo), redo: inWords(undoState.redo) }).catch(
      notices.error,
    );
  }

  const stopListening = client.onEvent((event) => {
    if (event.type === 'notice') {
      notices.value(event.level, event.notice);
      return;
    }
    if (event.type === 'search') {
      queries.setQueryData(queryKeys.search, event.search);
      return;
    }
    brought.forget();
    // The highlight first; the lists when it is painted.
    if (reading.current)
      shown.current = typedAhead
        .during(reading.current.refresh(event.touched, event.annotations))
        .catch(notices.error);
    const stale = staleKeys(event.touched);
    refetch.mark(stale);
    void shown.current.then(() => refetch.afterPaint(stale));
    showUndoState(event.undoState);
  });

  // In the order in which the screen needs them: each is drawn as it comes, and the document when all of the first four are there.
  const project = queries.fetchQuery({
    queryKey: queryKeys.project,
    queryFn: () => client.call('project.state', {}),
  });
  void queries.prefetchQuery(codesQuery(client));
  if (documentId !== null) {
    void brought.begin(documentId, lastPlace(projectPath, documentId));
    void queries.prefetchQuery(openedQuery(client, documentId));
  }
  void queries.prefetchQuery(documentsQuery(client));
  void project.then(
    (project) => {
      showUndoState(project.undoState);
      for (const warning of project.warnings) {
        const copy = warning.code === 'conflicted-copy' ? warning.place?.path : undefined;
        if (copy === undefined) notices.value('warning', warning);
        else {
          const merge = () => state.patch({ dialog: { kind: 'merge', path: copy } });
          notices.value('warning', warning, { label: 'Merge it …', run: merge });
        }
      }
    },
    () => undefined, // told above, as of every query
  );

  return {
    client,
    workspace: {
      projectPath,
      client,
      queries,
      notices,
      state,
      layout,
      undoNow,
      shown,
      reading,
      arrival: { current: null },
      brought,
      places: new PlaceHistory(),
      focusPane: new Map(),
      typedAhead,
      async attempt(work) {
        try {
          await work();
        } catch (thrown) {
          notices.error(thrown);
        }
      },
    },
    refetchAll: () => void queries.invalidateQueries(),
    end() {
      stopListening();
      refetch.stop();
      client.detach();
      queries.clear();
    },
  };
}
