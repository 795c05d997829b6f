import { type Annotation, hull } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import { queryKeys } from '../session/invalidation.ts';
import { openDocument } from './documents.ts';
import { selectedAnnotation } from './tagging.ts';
import type { Workspace } from './workspace.ts';

export type Direction = 'next' | 'previous';

/** Selects the annotation and brings it into view, opening its document where that is another one. */
export async function showAnnotation(workspace: Workspace, annotation: Annotation): Promise<void> {
  const { queries, state, reading, arrival } = workspace;
  queries.setQueryData(queryKeys.annotation(annotation.id), annotation);
  if (annotation.lost) {
    // It stands at no place: it is shown where a place can be found for it.
    state.patch({ page: { kind: 'anchors', report: null, changeId: null } });
    return;
  }
  const range = hull(annotation.spans);
  const { documentId } = annotation;
  if (documentId !== state.get().documentId) {
    arrival.current = { documentId, range };
    openDocument(workspace, documentId);
    state.patch({ annotationId: annotation.id });
    return;
  }
  state.patch({ page: null, annotationId: annotation.id });
  await reading.current?.goTo(range, { flash: true });
}

/** The same, of an annotation of which only the id is known. Says so where there is none any more. */
export async function goToAnnotation(workspace: Workspace, annotationId: Id): Promise<void> {
  const annotation = await workspace.client.call('annotations.get', { annotationId });
  if (annotation) await showAnnotation(workspace, annotation);
  else workspace.notices.info('That annotation is not there any more.');
}

/** The annotations that start at the offset, in the order in which a walk passes them: longest first, then by id. */
async function startingAt(workspace: Workspace, documentId: Id, offset: number, codeId: Id | null) {
  const range = { start: offset, end: offset + 1 };
  const found = await workspace.client.call('annotations.inRange', { documentId, range });
  return found.filter(
    (each) => hull(each.spans).start === offset && (codeId === null || each.codeId === codeId),
  );
}

async function neighbour(workspace: Workspace, from: number, direction: Direction, codeId: Id | null) {
  const { documentId } = workspace.state.get();
  if (documentId === null) return null;
  const found = await workspace.client.call('annotations.neighbour', {
    documentId,
    offset: from,
    direction,
    ...(codeId === null ? {} : { codeId }),
  });
  if (!found) return null;
  const stack = await startingAt(workspace, documentId, hull(found.spans).start, codeId);
  return (direction === 'next' ? stack[0] : stack.at(-1)) ?? found;
}

/**
 * Selects the next or the previous annotation of the document, of one code where `codeId` is given. Annotations that
 * start at one place are passed one after the other. After the last comes the first.
 */
export function walk(workspace: Workspace, direction: Direction, codeId: Id | null): Promise<void> {
  return workspace.typedAhead.during(step(workspace, direction, codeId));
}

async function step(workspace: Workspace, direction: Direction, codeId: Id | null): Promise<void> {
  const { state, reading, notices } = workspace;
  const { documentId } = state.get();
  if (documentId === null) return;
  const current = selectedAnnotation(workspace);
  const place = current ? hull(current.spans) : (reading.current?.selection()?.ranges[0] ?? null);
  const from = place?.start ?? 0;

  const stack = await startingAt(workspace, documentId, from, codeId);
  const order = direction === 'next' ? stack : [...stack].reverse();
  const at = current ? order.findIndex((each) => each.id === current.id) : -1;
  const next = order[at + 1] ?? (await neighbour(workspace, from, direction, codeId));
  // The user may open another document while the next one is sought.
  const isLeft = () => state.get().documentId !== documentId;
  if (next) {
    if (!isLeft()) await showAnnotation(workspace, next);
    return;
  }
  const first = await firstOf(workspace, documentId, direction, codeId);
  if (isLeft()) return;
  if (!first) {
    notices.info(
      codeId ? 'This document has no annotation with that code.' : 'This document has no annotations yet.',
    );
    return;
  }
  notices.done(direction === 'next' ? 'From the beginning again.' : 'From the end again.');
  await showAnnotation(workspace, first);
}

async function firstOf(workspace: Workspace, documentId: Id, direction: Direction, codeId: Id | null) {
  if (direction === 'previous') return neighbour(workspace, Number.MAX_SAFE_INTEGER, 'previous', codeId);
  const atStart = await startingAt(workspace, documentId, 0, codeId);
  return atStart[0] ?? neighbour(workspace, 0, 'next', codeId);
}
