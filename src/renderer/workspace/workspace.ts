import type { QueryClient } from '@tanstack/react-query';
import type { WorkbenchClient } from '../../contract/client.ts';
import type { Id } from '../../core/ids.ts';
import type { UndoState } from '../../core/journal/action.ts';
import type { TextRange } from '../../core/text/structure.ts';
import type { Layout } from '../layout/layout.ts';
import type { Notices } from '../notices/notices.ts';
import type { ReadingViewHandle, TextSelection } from '../reading/index.ts';
import type { Observable } from '../session/observable.ts';
import type { TypedAhead } from '../typing/typed-ahead.ts';

/** The one dialog that is open. What it is about is fixed when it opens, whatever becomes of the selection. */
export type DialogRequest =
  | { readonly kind: 'commands' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'tag'; readonly documentId: Id; readonly ranges: readonly TextRange[] }
  | { readonly kind: 'recode'; readonly annotationIds: readonly Id[] }
  | { readonly kind: 'code'; readonly codeId: Id | null; readonly parentId: Id | null }
  | { readonly kind: 'delete-code'; readonly codeId: Id }
  | { readonly kind: 'edit-document'; readonly documentId: Id }
  | { readonly kind: 'delete-document'; readonly documentId: Id }
  | { readonly kind: 'rename-project' }
  | { readonly kind: 'check' }
  | { readonly kind: 'import'; readonly paths: readonly string[] }
  | { readonly kind: 'export' };

export interface WorkspaceState {
  readonly documentId: Id | null;
  /** the selected annotation */
  readonly annotationId: Id | null;
  readonly selection: TextSelection | null;
  /** the code chosen in the codebook: the list of annotations shows only these */
  readonly codeId: Id | null;
  readonly dialog: DialogRequest | null;
  readonly undoState: UndoState;
}

/** A place in a document that is not shown yet. */
export interface Arrival {
  readonly documentId: Id;
  readonly range: TextRange;
}

export const PANES = ['documents', 'codebook', 'text', 'inspector'] as const;
export type Pane = (typeof PANES)[number];

/** All that commands and panels of an open project work on. */
export interface Workspace {
  readonly projectPath: string;
  readonly client: WorkbenchClient;
  readonly queries: QueryClient;
  readonly notices: Notices;
  readonly state: Observable<WorkspaceState>;
  readonly layout: Observable<Layout>;
  /** what undo and redo would do now; `state` has it for the screen, a frame later */
  readonly undoNow: { current: UndoState };
  /** null while no document is shown */
  readonly reading: { current: ReadingViewHandle | null };
  /** where a document that is being opened is to be shown first; taken by the text that comes */
  readonly arrival: { current: Arrival | null };
  /** what a pane does to take the focus; panes enter themselves */
  readonly focusPane: Map<Pane, () => void>;
  /** keys wait for what decides what they mean: every action of the text and its annotations runs under it */
  readonly typedAhead: TypedAhead;
  /** runs work that the user started; what goes wrong is shown, never swallowed */
  attempt(work: () => Promise<void> | void): Promise<void>;
}
