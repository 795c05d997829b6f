import { goToPane } from '../commands/view-commands.ts';
import { openDocument } from '../workspace/documents.ts';
import { showEntity } from '../workspace/entities.ts';
import { goToAnnotation } from '../workspace/walking.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { RecordReference } from './record-links.ts';

/** Shows the record that a link leads to, or says that it is not there any more. */
export async function openRecord(workspace: Workspace, { kind, id }: RecordReference): Promise<void> {
  const { client, state, notices } = workspace;
  const [target] = await client.call('links.resolve', { references: [{ kind, id }] });
  if (!target || target.label === null) {
    notices.info('What this link leads to is not there any more.');
    return;
  }
  switch (kind) {
    case 'document':
      openDocument(workspace, id);
      return;
    case 'code':
      state.patch({ codeId: id });
      goToPane(workspace, 'codebook');
      return;
    case 'annotation':
      await goToAnnotation(workspace, id);
      return;
    case 'entity':
      showEntity(workspace, id);
      return;
    case 'memo':
      state.patch({ page: { kind: 'memos', target: null, memoId: id } });
  }
}
