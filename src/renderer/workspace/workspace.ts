import type { QueryClient } from '@tanstack/react-query';
import type { WorkbenchClient } from '../../contract/client.ts';
import type { RelationView, TextChangeReport } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { MemoKind } from '../../core/discussion/discussion.ts';
import type { Id } from '../../core/ids.ts';
import type { UndoState } from '../../core/journal/action.ts';
import type { TextRange } from '../../core/text/structure.ts';
import type { Layout } from '../layout/layout.ts';
import type { Notices } from '../notices/notices.ts';
import type { ReadingViewHandle, TextSelection } from '../reading/index.ts';
import type { Observable } from '../session/observable.ts';
import type { TypedAhead } from '../typing/typed-ahead.ts';
import type { Brought } from './brought.ts';
import type { PlaceHistory } from './place-history.ts';

/** What a code is to be put on, as one annotation. UTF-16 offsets, half-open. */
export interface PassageToTag {
  readonly documentId: Id;
  readonly ranges: readonly TextRange[];
}

/** The one dialog that is open. What it is about is fixed when it opens, whatever becomes of the selection. */
export type DialogRequest =
  | { readonly kind: 'merge'; readonly path: string }
  | { readonly kind: 'merges' }
  | { readonly kind: 'dropped-project'; readonly path: string }
  | { readonly kind: 'send'; readonly back: boolean }
  | { readonly kind: 'commands' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'tag'; readonly documentId: Id; readonly ranges: readonly TextRange[] }
  | { readonly kind: 'tag-many'; readonly passages: readonly PassageToTag[] }
  | { readonly kind: 'recode'; readonly annotationIds: readonly Id[] }
  | { readonly kind: 'link-entity'; readonly annotations: readonly Annotation[] }
  | { readonly kind: 'relate'; readonly fromId: Id; readonly toId: Id }
  /** to choose which relation to follow, from the annotation that is at one of their ends */
  | { readonly kind: 'follow'; readonly annotationId: Id | null; readonly relations: readonly RelationView[] }
  | { readonly kind: 'annotations-here'; readonly annotations: readonly Annotation[] }
  | { readonly kind: 'code'; readonly codeId: Id | null; readonly parentId: Id | null }
  | { readonly kind: 'delete-code'; readonly codeId: Id }
  /** chooses what it becomes part of */
  | { readonly kind: 'merge-code'; readonly codeId: Id }
  | { readonly kind: 'merge-codes'; readonly codeIds: readonly Id[]; readonly intoId: Id }
  | { readonly kind: 'split-code'; readonly codeId: Id }
  | { readonly kind: 'import-codebook'; readonly path: string }
  | { readonly kind: 'export-codebook' }
  | { readonly kind: 'edit-document'; readonly documentId: Id }
  | { readonly kind: 'delete-document'; readonly documentId: Id }
  | { readonly kind: 'rename-project' }
  | { readonly kind: 'check' }
  | { readonly kind: 'import'; readonly paths: readonly string[] }
  | { readonly kind: 'export' }
  /** null: a new one, called `name` to begin with */
  | { readonly kind: 'entity'; readonly entityId: Id | null; readonly name?: string }
  | { readonly kind: 'merge-entities'; readonly entityIds: readonly Id[]; readonly intoId: Id | null }
  | { readonly kind: 'split-entity'; readonly entityId: Id }
  | { readonly kind: 'delete-entity'; readonly entityId: Id }
  /** path null: the original that the project keeps, read in another way */
  | { readonly kind: 'reimport'; readonly documentId: Id; readonly path: string | null }
  | { readonly kind: 'document-fields' }
  | { readonly kind: 'people' }
  | { readonly kind: 'me' }
  | { readonly kind: 'blind' }
  | { readonly kind: 'code-documents'; readonly documentIds: readonly Id[] };

/** What a memo is about. */
export interface MemoTarget {
  readonly targetKind: MemoKind;
  readonly targetId: Id;
}

/** What stands in the centre in place of the text, which keeps its place behind it. */
export type CentrePage =
  | { readonly kind: 'entity'; readonly entityId: Id }
  /** target null: all memos of the project; memoId: the one that is open, or a new one being written */
  | { readonly kind: 'memos'; readonly target: MemoTarget | null; readonly memoId: Id | 'new' | null }
  | { readonly kind: 'progress' }
  | { readonly kind: 'review' }
  | { readonly kind: 'search' }
  | { readonly kind: 'versions'; readonly documentId: Id }
  | { readonly kind: 'edit-text'; readonly documentId: Id }
  /** report null: all annotations that are lost; else what one change of text (the action `changeId`) did */
  | { readonly kind: 'anchors'; readonly report: TextChangeReport | null; readonly changeId: Id | null }
  | { readonly kind: 'agreement' }
  | { readonly kind: 'assignments' }
  /** null: only what was made under older definitions, of all codes */
  | { readonly kind: 'definitions'; readonly codeId: Id | null };

/** A section of the inspector that a command asked for: it opens and takes the focus. */
export type InspectorSection =
  | 'attributes'
  | 'status'
  | 'entity'
  | 'note'
  | 'relations'
  | 'comments'
  | 'documentCodes'
  | 'fields';

/** The annotation that a relation is being made from. */
export interface RelationStart {
  readonly annotationId: Id;
  readonly documentId: Id;
  readonly codeId: Id;
  readonly quotes: readonly string[];
}

/** The annotation for which a place is being chosen, and the page that this was begun from. */
export interface Placing {
  readonly annotationId: Id;
  readonly documentId: Id;
  readonly quotes: readonly string[];
  readonly from: CentrePage | null;
}

/** The place in the list of a search that was gone to last. */
export interface FoundPlace {
  readonly documentId: Id;
  /** from 1 */
  readonly at: number;
  /** how many passages there are, as far as that is known */
  readonly total: number;
  readonly isTotalKnown: boolean;
}

export interface WorkspaceState {
  readonly documentId: Id | null;
  /** the document whose text is on the screen: what stands beside the text follows it when it has been painted */
  readonly shownId: Id | null;
  /** the selected annotation */
  readonly annotationId: Id | null;
  readonly selection: TextSelection | null;
  /** the code chosen in the codebook: the list of annotations shows only these */
  readonly codeId: Id | null;
  readonly relationStart: RelationStart | null;
  readonly placing: Placing | null;
  readonly found: FoundPlace | null;
  readonly dialog: DialogRequest | null;
  readonly page: CentrePage | null;
  /** goes back to null when the section has taken the focus */
  readonly sectionAsked: InspectorSection | null;
  readonly undoState: UndoState;
}

/** A place in a document that is not shown yet. */
export interface Arrival {
  readonly documentId: Id;
  readonly range: TextRange;
  /** it is selected there, to be tagged; else it is lit for a moment */
  readonly select?: boolean;
}

export const PANES = ['documents', 'codebook', 'entities', 'text', 'page', 'inspector'] as const;
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
  /** the text's taking in of the last change that the workbench told of, up to the frame that shows it */
  readonly shown: { current: Promise<void> };
  /** null while no document is shown */
  readonly reading: { current: ReadingViewHandle | null };
  /** where a document that is being opened is to be shown first; taken by the text that comes */
  readonly arrival: { current: Arrival | null };
  /** the beginning of a document that is about to be opened */
  readonly brought: Brought;
  /** where the reader came from by following relations, to go back to */
  readonly places: PlaceHistory;
  /** what a pane does to take the focus; panes enter themselves */
  readonly focusPane: Map<Pane, () => void>;
  /** keys wait for what decides what they mean: every action of the text and its annotations runs under it */
  readonly typedAhead: TypedAhead;
  /** runs work that the user started; what goes wrong is shown, never swallowed */
  attempt(work: () => Promise<void> | void): Promise<void>;
}
