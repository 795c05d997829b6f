import type { WorkbenchClient } from '../../contract/client.ts';
import type { OpenedDocument } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import type { TouchedRecords } from '../../core/journal/action.ts';
import type { Person } from '../../core/project/records.ts';
import type { TextRange } from '../../core/text/structure.ts';

/** What is selected in the text. UTF-16 offsets of the document, half-open. */
export interface TextSelection {
  readonly ranges: readonly TextRange[];
  /** the selected text; of a long selection its beginning, at most QUOTE_LIMIT code units, and an ellipsis */
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

export interface ReadingViewProps {
  readonly client: WorkbenchClient;
  readonly opened: OpenedDocument;
  readonly codes: ReadonlyMap<Id, CountedCode>;
  readonly people: ReadonlyMap<Id, Person>;
  readonly me: Id;
  readonly selectedAnnotationId: Id | null;
  onSelectAnnotation(annotation: Annotation | null): void;
  onSelectionChange(selection: TextSelection | null): void;
  /** An end of a span was moved, by handle or by key. The range is snapped to grapheme clusters; nothing is stored yet. */
  onAdjust(annotation: Annotation, spanIndex: number, range: TextRange): Promise<void> | void;
  /** What a key set off goes on for a while: the next key is to wait until it has ended. */
  onKeyUnderWay(work: Promise<void>): void;
  /** The text that is at the top of the view now: a UTF-16 offset, 0 at the very top; in frames in which the view moved. */
  onPlace(offset: number): void;
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
  selectAll(): void;
  /** Copies the selected text, however long, and returns it; empty where nothing is selected. */
  copy(): Promise<string>;
  openFind(): void;
  findNext(): void;
  findPrevious(): void;
  focus(): void;
  /** To be called after the workbench said `changed`: refetches only what is near the viewport and affected. */
  refresh(touched: readonly TouchedRecords[]): Promise<void>;
  /** Moves an end of the selected annotation; the result comes by `onAdjust`, whose work is waited for. */
  adjustEnds(step: AdjustStep): Promise<void>;
}
