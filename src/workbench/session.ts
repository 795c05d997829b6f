import type { WorkbenchEvent } from '../contract/messages.ts';
import type { Annotation } from '../core/annotation/annotation.ts';
import type { Warning } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { Commit, TouchedRecords, UndoState } from '../core/journal/action.ts';
import type { Person } from '../core/project/records.ts';
import type { ProjectStore } from '../store/types.ts';
import type { Printer } from './export/printed.ts';
import type { ProjectSearch } from './search/project-search.ts';
import type { Layers } from './seeing/layers.ts';

/** An open project and who is working in it: what every use case starts from. */
export interface Session {
  readonly store: ProjectStore;
  readonly me: Person;
  /** which layers are shown and can be changed; absent where nothing is looked at, as on the command line */
  readonly layers?: Layers;
  /** searches the texts; absent where nothing is searched. Loaded when it is first wanted */
  readonly search?: () => Promise<ProjectSearch>;
  /** lays out reports; absent where the application does not run */
  readonly printer?: Printer | undefined;
  /** keeps my name and colour for the next projects on this machine */
  readonly rememberMe?: (me: { readonly name: string; readonly colour: number }) => void;
}

/**
 * The store with every commit told to `onCommit`, whichever use case made it: one place, so that no use case can
 * forget to tell the windows. What undo would do next is told as `undoState` says it: it may name what is hidden from me.
 */
export function observed(
  store: ProjectStore,
  onCommit: (commit: Commit) => void,
  moreWarnings: readonly Warning[] = [],
  undoState: () => UndoState = () => store.read.undoState(),
): ProjectStore {
  function told<C extends Commit | null>(commit: C): C {
    const seen = commit && store.read.project().blind ? { ...commit, undoState: undoState() } : commit;
    if (seen) onCommit(seen);
    return seen;
  }
  return {
    path: store.path,
    read: store.read,
    seen: (sight) => store.seen(sight),
    snapshot: (sight) => store.snapshot(sight),
    warnings: [...store.warnings, ...moreWarnings],
    transact(draft, work) {
      const result = store.transact(draft, work);
      return { ...result, commit: told(result.commit) } as typeof result;
    },
    undo(...args) {
      return told(store.undo(...args));
    },
    redo(...args) {
      return told(store.redo(...args));
    },
    async merge(file, options) {
      const result = await store.merge(file, options);
      return { ...result, commit: told(result.commit) };
    },
    send: (...args) => store.send(...args),
    returnWork: (target) => store.returnWork(target),
    received: () => store.received(),
    merges: () => store.merges(),
    remembered: (name) => store.remembered(name),
    remember: (name, value) => store.remember(name, value),
    backup: (options) => store.backup(options),
    backups: () => store.backups(),
    check: (options) => store.check(options),
    close: () => store.close(),
  };
}

/** All that people say of documents: what a change of sight makes stale. */
export const ALL_THAT_IS_SAID: readonly TouchedRecords[] = (
  ['annotation', 'relation', 'documentCode', 'comment', 'memo', 'verdict', 'relationVerdict'] as const
).map((kind) => ({ kind, ids: 'many', documentIds: 'many' }));

/** More changed annotations than this are not told with the change: who needs some asks for them. */
const MOST_TOLD = 16;

/**
 * @param blind then whoever is done with a document sees more of it, or less
 * @param shown what is to be seen of an annotation
 */
export function changedEvent(
  { touched, undoState }: Commit,
  blind: boolean,
  shown: (annotationId: Id) => Annotation | null,
): WorkbenchEvent {
  const resight = touched.some(({ kind }) => kind === 'project' || (blind && kind === 'progress'));
  if (resight) return { type: 'changed', touched: [...touched, ...ALL_THAT_IS_SAID], undoState };
  const changed = touched.flatMap(({ kind, ids }) => (kind === 'annotation' && ids !== 'many' ? ids : []));
  if (changed.length === 0 || changed.length > MOST_TOLD) return { type: 'changed', touched, undoState };
  const annotations = changed.map((id) => ({ id, annotation: shown(id) }));
  return { type: 'changed', touched, undoState, annotations };
}
