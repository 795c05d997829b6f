import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { useWorkspace } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import styles from './MergeDialog.module.css';

/** A project file was dropped on the window of another: it can be opened, or merged into this one. */
export function DroppedProjectDialog({
  path,
  onClose,
}: {
  readonly path: string;
  readonly onClose: () => void;
}) {
  const { attempt, state } = useWorkspace();
  return (
    <DialogFrame
      title="Open or merge?"
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            onPress={() => {
              onClose();
              void attempt(async () => void (await shell('openProject', { path })));
            }}
          >
            Open it
          </Button>
          <Button look="primary" autoFocus onPress={() => state.patch({ dialog: { kind: 'merge', path } })}>
            Merge it into this project
          </Button>
        </>
      }
    >
      <p className={styles.file} data-copyable>
        {path}
      </p>
    </DialogFrame>
  );
}
