import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { counted } from '../controls/words.ts';
import type { AdjustStep } from '../reading/index.ts';
import { afterPaint } from '../session/after-paint.ts';
import { queryKeys } from '../session/invalidation.ts';
import { noteCodeUse } from './recent-codes.ts';
import { undo } from './undoing.ts';
import type { PassageToTag, Workspace } from './workspace.ts';

export function selectedAnnotation(workspace: Workspace): Annotation | null {
  const { annotationId } = workspace.state.get();
  if (annotationId === null) return null;
  return workspace.queries.getQueryData<Annotation | null>(queryKeys.annotation(annotationId)) ?? null;
}

/** What a code's key tags: the selected text, or else the text of the selected annotation. */
export function passageOf(workspace: Workspace): PassageToTag | null {
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

function isSame(ranges: readonly TextRange[], others: readonly TextRange[]): boolean {
  const same = (range: TextRange, at: number) =>
    range.start === others[at]?.start && range.end === others[at]?.end;
  return ranges.length === others.length && ranges.every(same);
}

/**
 * Tags the passage; where I had tagged it so already, removes that tag. The new annotation is selected, so that the
 * inspector shows it and the same key takes it away again; after a removal the passage is selected as text. What the user
 * has selected with the mouse meanwhile stays as it is. `step`: the step of undo that it belongs to.
 */
export function tagWith(workspace: Workspace, codeId: Id, passage: PassageToTag, step?: Id): Promise<void> {
  return workspace.typedAhead.during(tag(workspace, codeId, passage, step));
}

async function tag(
  workspace: Workspace,
  codeId: Id,
  { documentId, ranges }: PassageToTag,
  step: Id | undefined,
): Promise<void> {
  const { client, queries, state, reading, notices } = workspace;
  const { annotationId: chosenBefore } = state.get();
  const result = await client.call('annotations.tag', {
    documentId,
    codeId,
    ranges: plain(ranges),
    groupId: step,
  });
  // The highlight is on its way to the screen: nothing may come before it.
  await workspace.shown.current.then(afterPaint);
  noteCodeUse(codeId);
  const now = state.get();
  const isHere = now.documentId === documentId;
  const chosen = result.annotation;
  if (chosen) queries.setQueryData(queryKeys.annotation(chosen.id), chosen);
  const hasTurned = !isSame(reading.current?.selection()?.ranges ?? ranges, ranges);
  if (isHere && chosen && !hasTurned) reading.current?.clearSelection();
  if (isHere && now.annotationId === chosenBefore) state.patch({ annotationId: chosen?.id ?? null });
  if (chosen) return;
  const first = ranges[0];
  if (isHere && !hasTurned && first && ranges.length === 1)
    await reading.current?.goTo(first, { select: true });
  notices.done('Tag removed.', { label: 'Undo', run: () => void undo(workspace) });
}

/** `step`: the step of undo that it belongs to */
export async function recode(
  workspace: Workspace,
  annotationIds: readonly Id[],
  codeId: Id,
  step?: Id,
): Promise<void> {
  const { client, typedAhead } = workspace;
  const wanted = { annotationIds: [...annotationIds], codeId, groupId: step };
  await typedAhead.during(client.call('annotations.recode', wanted));
  noteCodeUse(codeId);
}

export async function deleteAnnotations(workspace: Workspace, annotationIds: readonly Id[]): Promise<void> {
  const { client, state, notices, typedAhead } = workspace;
  await typedAhead.during(
    client.call('annotations.delete', { annotationIds: [...annotationIds] }).then(() => {
      const { annotationId } = state.get();
      if (annotationId !== null && annotationIds.includes(annotationId)) state.patch({ annotationId: null });
    }),
  );
  const what =
    annotationIds.length === 1 ? 'Annotation' : counted(annotationIds.length, 'annotation', 'annotations');
  notices.done(`${what} deleted.`, { label: 'Undo', run: () => void undo(workspace) });
}

/** New ends for one span, from a handle that was dragged. */
export async function adjust(
  workspace: Workspace,
  annotation: Pick<Annotation, 'id'>,
  spanIndex: number,
  range: TextRange,
): Promise<void> {
  const { start, end } = range;
  const { client, typedAhead } = workspace;
  const call = client.call('annotations.adjust', {
    annotationId: annotation.id,
    spanIndex,
    range: { start, end },
  });
  const result = await typedAhead.during(call);
  workspace.queries.setQueryData(queryKeys.annotation(result.annotation.id), result.annotation);
}

export async function adjustByKey({ reading, typedAhead }: Workspace, step: AdjustStep): Promise<void> {
  if (reading.current) await typedAhead.during(reading.current.adjustEnds(step));
}

export async function saveNote(workspace: Workspace, annotationId: Id, note: string): Promise<void> {
  const { client, typedAhead } = workspace;
  await typedAhead.during(client.call('annotations.note', { annotationId, note }));
}
