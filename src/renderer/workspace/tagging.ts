import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { TextRange } from '../../core/text/structure.ts';
import type { AdjustStep } from '../reading/index.ts';
import { afterPaint } from '../session/after-paint.ts';
import { queryKeys } from '../session/invalidation.ts';
import { noteCodeUse } from './recent-codes.ts';
import { undo } from './undoing.ts';
import type { Workspace } from './workspace.ts';

/** What a code's key tags: the selected text, or else the text of the selected annotation. */
export interface Passage {
  readonly documentId: Id;
  readonly ranges: readonly TextRange[];
}

export function selectedAnnotation(workspace: Workspace): Annotation | null {
  const { annotationId } = workspace.state.get();
  if (annotationId === null) return null;
  return workspace.queries.getQueryData<Annotation | null>(queryKeys.annotation(annotationId)) ?? null;
}

export function passageOf(workspace: Workspace): Passage | null {
  const { documentId, page } = workspace.state.get();
  // What is behind a page is not seen: no key may tag it.
  if (documentId === null || page !== null) return null;
  const selection = workspace.reading.current?.selection() ?? null;
  if (selection && selection.ranges.length > 0) return { documentId, ranges: selection.ranges };
  const annotation = selectedAnnotation(workspace);
  return annotation && { documentId: annotation.documentId, ranges: annotation.spans };
}

function plain(ranges: readonly TextRange[]): TextRange[] {
  return ranges.map(({ start, end }) => ({ start, end }));
}

/**
 * Tags the passage; where I had tagged it so already, removes that tag. The new annotation is selected, so that the
 * inspector shows it and the same key takes it away again; after a removal the passage is selected as text.
 */
export async function tagWith(workspace: Workspace, codeId: Id, passage: Passage): Promise<void> {
  const { client, queries, state, reading, notices } = workspace;
  const { documentId, ranges } = passage;
  const result = await client.call('annotations.tag', { documentId, codeId, ranges: plain(ranges) });
  // The highlight is on its way to the screen: nothing may come before it.
  await afterPaint();
  noteCodeUse(codeId);
  if (result.annotation) {
    queries.setQueryData(queryKeys.annotation(result.annotation.id), result.annotation);
    reading.current?.clearSelection();
    state.patch({ annotationId: result.annotation.id, selection: null });
    return;
  }
  state.patch({ annotationId: null });
  const first = ranges[0];
  if (first && ranges.length === 1) await reading.current?.goTo(first, { select: true });
  notices.done('Tag removed.', { label: 'Undo', run: () => void undo(workspace) });
}

export async function recode(workspace: Workspace, annotationIds: readonly Id[], codeId: Id): Promise<void> {
  await workspace.client.call('annotations.recode', { annotationIds: [...annotationIds], codeId });
  noteCodeUse(codeId);
}

export async function deleteAnnotations(workspace: Workspace, annotationIds: readonly Id[]): Promise<void> {
  const { client, state, notices } = workspace;
  await client.call('annotations.delete', { annotationIds: [...annotationIds] });
  const { annotationId } = state.get();
  if (annotationId !== null && annotationIds.includes(annotationId)) state.patch({ annotationId: null });
  notices.done('Annotation deleted.', { label: 'Undo', run: () => void undo(workspace) });
}

/** New ends for one span, from a handle that was dragged. */
export async function adjust(
  workspace: Workspace,
  annotation: Pick<Annotation, 'id'>,
  spanIndex: number,
  range: TextRange,
): Promise<void> {
  const { start, end } = range;
  const result = await workspace.client.call('annotations.adjust', {
    annotationId: annotation.id,
    spanIndex,
    range: { start, end },
  });
  workspace.queries.setQueryData(queryKeys.annotation(result.annotation.id), result.annotation);
}

export function adjustByKey(workspace: Workspace, step: AdjustStep): void {
  workspace.reading.current?.adjustEnds(step);
}

export async function saveNote(workspace: Workspace, annotationId: Id, note: string): Promise<void> {
  await workspace.client.call('annotations.note', { annotationId, note });
}
