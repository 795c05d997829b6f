import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import { queryKeys } from '../session/invalidation.ts';
import { selectedAnnotation } from './tagging.ts';
import { undo } from './undoing.ts';
import type { Workspace } from './workspace.ts';

/**
 * What is selected becomes a fragment of the selected annotation. With no annotation selected it stays selected while
 * more is: a code then tags all of it as one.
 */
export function addSelection(workspace: Workspace): Promise<void> {
  return workspace.typedAhead.during(add(workspace));
}

async function add(workspace: Workspace): Promise<void> {
  const { client, state, reading, notices, queries } = workspace;
  const selection = reading.current?.selection() ?? null;
  if (!selection) return;
  const { annotationId } = state.get();
  if (annotationId === null) {
    reading.current?.keepSelection();
    notices.info('Kept. Select the next part; a code then tags all parts as one.');
    return;
  }
  const ranges = selection.ranges.map(({ start, end }) => ({ start, end }));
  const { annotation } = await client.call('annotations.addFragment', { annotationId, ranges });
  queries.setQueryData(queryKeys.annotation(annotation.id), annotation);
  reading.current?.clearSelection();
  const count = annotation.spans.length;
  notices.done(count === 1 ? 'The annotation was extended.' : `The annotation has ${count} fragments.`, {
    label: 'Undo',
    run: () => void undo(workspace),
  });
}

export async function removeFragment(
  workspace: Workspace,
  annotationId: Id,
  spanIndex: number,
): Promise<void> {
  const { client, notices, queries, typedAhead } = workspace;
  const { annotation } = await typedAhead.during(
    client.call('annotations.removeFragment', { annotationId, spanIndex }),
  );
  queries.setQueryData(queryKeys.annotation(annotation.id), annotation);
  notices.done('Fragment removed.', { label: 'Undo', run: () => void undo(workspace) });
}

/** The fragment that was gone to or clicked, of the selected annotation; null where it has one only or none was. */
export function fragmentAt(
  workspace: Workspace,
): { readonly annotation: Annotation; readonly index: number } | null {
  const annotation = selectedAnnotation(workspace);
  const index = workspace.reading.current?.fragment() ?? null;
  return annotation && index !== null && annotation.spans.length > 1 ? { annotation, index } : null;
}

/** Goes to the next fragment of the selected annotation, or the one before. */
export async function walkFragments({ reading, typedAhead }: Workspace, step: 1 | -1): Promise<void> {
  if (reading.current) await typedAhead.during(reading.current.walkFragments(step));
}
