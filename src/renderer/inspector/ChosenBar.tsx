import { X } from 'lucide-react';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { counted } from '../controls/words.ts';
import { useWorkspace } from '../session/session-context.ts';
import { setStatus } from '../workspace/quick-coding.ts';
import { deleteAnnotations } from '../workspace/tagging.ts';
import styles from './ChosenBar.module.css';

/** What can be done with several annotations of a list at once: each is one action, undone at once. */
export function ChosenBar({
  chosen,
  onLeave,
}: {
  readonly chosen: readonly Annotation[];
  readonly onLeave: () => void;
}) {
  const workspace = useWorkspace();
  const { attempt, state } = workspace;
  const annotationIds = chosen.map(({ id }) => id);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Chosen annotations">
      <span className={styles.count}>
        <span role="status">{counted(chosen.length, 'chosen', 'chosen')}</span>
        <IconButton label="Choose none" icon={<X />} small onPress={onLeave} />
      </span>
      <Button onPress={() => state.patch({ dialog: { kind: 'recode', annotationIds } })}>
        Change code …
      </Button>
      <Button onPress={() => state.patch({ dialog: { kind: 'link-entity', annotations: chosen } })}>
        Link …
      </Button>
      <Button onPress={() => void attempt(() => setStatus(workspace, chosen, 'final'))}>Final</Button>
      <Button onPress={() => void attempt(() => setStatus(workspace, chosen, 'flagged'))}>Flag</Button>
      <Button onPress={() => void attempt(() => setStatus(workspace, chosen, 'draft'))}>Draft</Button>
      <Button look="danger" onPress={() => void attempt(() => deleteAnnotations(workspace, annotationIds))}>
        Delete
      </Button>
    </div>
  );
}
