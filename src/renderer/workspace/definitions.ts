import type { Id } from '../../core/ids.ts';
import { counted } from '../controls/words.ts';
import { undo } from './undoing.ts';
import type { Workspace } from './workspace.ts';

/** As many as a page of the store holds at most. */
const PAGE_LENGTH = 1_000;

/** Says of annotations that they hold under the present definition of their code. */
export async function confirmVersions(workspace: Workspace, annotationIds: readonly Id[]): Promise<void> {
  if (annotationIds.length === 0) return;
  const { client, typedAhead, notices } = workspace;
  await typedAhead.during(client.call('annotations.confirmVersion', { annotationIds: [...annotationIds] }));
  notices.done(`${counted(annotationIds.length, 'annotation', 'annotations')} confirmed.`, {
    label: 'Undo',
    run: () => void undo(workspace),
  });
}

/** All that were made under an older definition, of one code or (null) of all: in one action. */
export async function confirmAllVersions(workspace: Workspace, codeId: Id | null): Promise<void> {
  const found: Id[] = [];
  for (;;) {
    const after = found.at(-1);
    const { annotations } = await workspace.client.call('annotations.page', {
      outdated: true,
      ...(codeId === null ? {} : { codeIds: [codeId] }),
      limit: PAGE_LENGTH,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...annotations.map(({ id }) => id));
    if (annotations.length < PAGE_LENGTH) break;
  }
  await confirmVersions(workspace, found);
}
