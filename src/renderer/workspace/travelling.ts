import { hull } from '../../core/annotation/annotation.ts';
import { openDocument } from './documents.ts';
import type { Place } from './place-history.ts';
import { selectedAnnotation } from './tagging.ts';
import { showAnnotation } from './walking.ts';
import type { Workspace } from './workspace.ts';

function placeNow(workspace: Workspace): Place | null {
  const { documentId } = workspace.state.get();
  if (documentId === null) return null;
  const annotation = selectedAnnotation(workspace);
  if (annotation?.documentId === documentId)
    return { documentId, annotationId: annotation.id, range: hull(annotation.spans) };
  const at = workspace.reading.current?.place() ?? 0;
  return { documentId, annotationId: null, range: { start: at, end: at } };
}

/** To be called before a jump: the place that is left can be gone back to. */
export function leavePlace(workspace: Workspace): void {
  const here = placeNow(workspace);
  if (here) workspace.places.leave(here);
}

/** Back to the place that the last jump led away from, or forward again. */
export async function revisit(workspace: Workspace, direction: 'back' | 'forward'): Promise<void> {
  const place = workspace.places[direction](placeNow(workspace));
  if (place) await workspace.typedAhead.during(arriveAt(workspace, place));
  else
    workspace.notices.info(
      direction === 'back' ? 'There is no place to go back to.' : 'This is the last place.',
    );
}

async function arriveAt(workspace: Workspace, { documentId, annotationId, range }: Place): Promise<void> {
  const { client, state, reading, arrival } = workspace;
  const annotation = annotationId === null ? null : await client.call('annotations.get', { annotationId });
  if (annotation) {
    await showAnnotation(workspace, annotation);
    return;
  }
  if (state.get().documentId === documentId) {
    state.patch({ annotationId: null });
    await reading.current?.goTo(range);
    return;
  }
  arrival.current = { documentId, range };
  openDocument(workspace, documentId);
}
