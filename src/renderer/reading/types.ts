import type { WorkbenchClient } from '../../contract/client.ts';
import type { ChangedAnnotation } from '../../contract/messages.ts';
import type { OpenedDocument, Passage, RelatedAnnotation, RelationView } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import type { TouchedRecords } from '../../core/journal/action.ts';
import type { Person } from '../../core/project/records.ts';
import type { TextRange } from '../../core/text/structure.ts';

/** What is selected in the text. UTF-16 offsets of the document, half-open. */
export interface TextSelection {
  /** at least one, in text order; several where passages were kept while more was selected */
  readonly ranges: readonly TextRange[];
  /** the selected text; of a long passage its beginning, at most QUOTE_LIMIT code units, and an ellipsis */
  readonly quote: string;
  /** whether the caret is at the end or at the beginning */
  readonly direction: 'forward' | 'backward';
}

export const QUOTE_LIMIT = 2_000;

export interface AdjustStep {
  readonly end: 'start' | 'end';
  readonly by: 'character' | 'word';
  readonly direction: 'backward' | 'forward';
}

/** A menu that was asked for, by the right button or by key; a place in the window, CSS pixels. */
export type ReadingMenu = { readonly x: number; readonly y: number } & (
  | { readonly about: 'annotation'; readonly annotation: Annotation }
  | { readonly about: 'relation'; readonly relation: RelationView }
);

/** Where a text is to be shown first. The handle's `goBackTo` or `goTo` then finds it there, or nearly. */
export interface FirstPlace {
  /** UTF-16 */
  readonly offset: number;
  /** at the top of the view, else at the height where one reads on */
  readonly isTop: boolean;
  /** what stands there, if it was asked for before; null where it could not be had */
  readonly passage: Promise<Passage | null> | null;
}

export interface ReadingViewProps {
  readonly client: WorkbenchClient;
  readonly opened: OpenedDocument;
  /** absent: the beginning */
  readonly first?: FirstPlace;
  readonly codes: ReadonlyMap<Id, CountedCode>;
  readonly people: ReadonlyMap<Id, Person>;
  readonly me: Id;
  readonly selectedAnnotationId: Id | null;
  /** where a relation is being made from, if it is in this document */
  readonly relationStartId: Id | null;
  onSelectAnnotation(annotation: Annotation | null): void;
  onSelectionChange(selection: TextSelection | null): void;
  /** An end of a span was moved, by handle or by key. The range is snapped to grapheme clusters; nothing is stored yet. */
  onAdjust(annotation: Annotation, spanIndex: number, range: TextRange): Promise<void> | void;
  /** What a key set off goes on for a while: the next key is to wait until it has ended. */
  onKeyUnderWay(work: Promise<void>): void;
  /** The text that is at the top of the view now: a UTF-16 offset, 0 at the very top; in frames in which the view moved. */
  onPlace(offset: number): void;
  /** Text was selected with the key held that adds it to what is selected. */
  onAdded(): void;
  /** An annotation was dragged onto another. */
  onRelate(fromId: Id, toId: Id): void;
  onFollow(end: RelatedAnnotation): void;
  /** Several relations lead the same way: one is to be chosen. */
  onListRelations(relations: readonly RelationView[]): void;
  onMenu(menu: ReadingMenu): void;
  onFindClosed?(): void;
  /** CSS pixels */
  readonly textSize: number;
}

export interface ReadingViewHandle {
  /** Puts the line at an offset at the top of the view, as `onPlace` told it. Resolves when it is painted. */
  goBackTo(offset: number): Promise<void>;
  /** Brings a range into view. Resolves when it is painted. */
  goTo(range: TextRange, options?: { readonly select?: boolean; readonly flash?: boolean }): Promise<void>;
  selection(): TextSelection | null;
  clearSelection(): void;
  /** What is selected stays so while more is selected elsewhere. */
  keepSelection(): void;
  selectAll(): void;
  /**
   * Selects what is to be coded next: the next hit while the find bar is open, else the next sentence after `from` (or
   * the one around the caret where that is null). Resolves to false where there is none.
   */
  selectNext(from: number | null): Promise<boolean>;
  /** Where the reader is: the beginning of the selection, the caret, or the top of the view. A UTF-16 offset. */
  place(): number;
  /** Copies the selected text, however long, and returns it; empty where nothing is selected. */
  copy(): Promise<string>;
  /** Puts it on the clipboard. To be called from a user's action. */
  put(clipping: { readonly plain: string; readonly html: string | null }): void;
  /** The text of a range, shown or not. */
  textOf(range: TextRange): Promise<string>;
  /** The number of the paragraph (any block) that holds the offset, from 1. */
  paragraphAt(offset: number): Promise<number | null>;
  openFind(): void;
  findNext(): void;
  findPrevious(): void;
  focus(): void;
  /**
   * To be called after the workbench said `changed`: takes in only what is near the viewport and affected, and asks for what was not
   * told with the change.
   */
  refresh(touched: readonly TouchedRecords[], told?: readonly ChangedAnnotation[]): Promise<void>;
  /** Moves an end of the selected annotation, or of the fragment gone to; the result comes by `onAdjust`, whose work is waited for. */
  adjustEnds(step: AdjustStep): Promise<void>;
  /** Goes to the next fragment of the selected annotation, or the one before. */
  walkFragments(step: 1 | -1): Promise<void>;
  /** The index of the fragment that was gone to; null: none, or the annotation has one only. */
  fragment(): number | null;
}
