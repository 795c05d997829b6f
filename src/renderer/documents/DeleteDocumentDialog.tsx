import { DialogFrame } from '../controls/DialogFrame.tsx';
import { inDigits } from '../controls/words.ts';
import { useDocuments } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { closeDocument } from '../workspace/documents.ts';
import { undo } from '../workspace/undoing.ts';
import { titleOf } from './arrange.ts';

export function DeleteDocumentDialog(props: { readonly documentId: string; readonly onClose: () => void }) {
  const { documentId, onClose } = props;
  const workspace = useWorkspace();
  const { documents } = useDocuments();
  const document = documents.find(({ id }) => id === documentId);
  if (!document) return null;
  const remove = () => {
    onClose();
    void workspace.attempt(async () => {
      if (workspace.state.get().documentId === documentId) closeDocument(workspace);
      await workspace.client.call('documents.delete', { documentIds: [documentId] });
      workspace.notices.done('Document deleted.', { label: 'Undo', run: () => void undo(workspace) });
    });
  };
  const { annotations } = document;
  return (
    <DialogFrame
      title={`Delete ‘${titleOf(document)}’?`}
      size="small"
      onClose={onClose}
      action={{ label: 'Delete', run: remove, danger: true }}
    >
      <p>
        {annotations === 0
          ? 'It has no annotations.'
          : `Its ${inDigits(annotations)} ${annotations === 1 ? 'annotation goes' : 'annotations go'} with it.`}{' '}
        This can be undone.
      </p>
    </DialogFrame>
  );
}
