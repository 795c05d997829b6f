import type { Id } from '../../core/ids.ts';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { counted } from '../controls/words.ts';
import { useEntities } from '../session/entity-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { deleteEntity } from '../workspace/entities.ts';

/** Asks before an entity goes: its mentions stay, linked to nothing. */
export function DeleteEntityDialog({
  entityId,
  onClose,
}: {
  readonly entityId: Id;
  readonly onClose: () => void;
}) {
  const workspace = useWorkspace();
  const { entities } = useEntities();
  const entity = entities.find(({ id }) => id === entityId);
  if (!entity) return null;
  const remove = () => {
    onClose();
    void workspace.attempt(() => deleteEntity(workspace, entity));
  };
  const { mentions } = entity;
  return (
    <DialogFrame
      title={`Delete the entity ‘${entity.name}’?`}
      size="small"
      onClose={onClose}
      action={{ label: 'Delete', run: remove, danger: true }}
    >
      <p>
        {mentions === 0
          ? 'No annotation is linked to it.'
          : `${counted(mentions, 'annotation is', 'annotations are')} linked to it. ${mentions === 1 ? 'It stays' : 'They stay'}, linked to nothing.`}{' '}
        This can be undone.
      </p>
    </DialogFrame>
  );
}
