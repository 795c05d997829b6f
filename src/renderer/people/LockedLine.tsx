import { Lock } from 'lucide-react';
import type { Id } from '../../core/ids.ts';
import { Button } from '../controls/buttons.tsx';
import { useLayers } from '../session/layer-queries.ts';
import { usePeople, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { setLayers } from '../workspace/layers.ts';
import styles from './LockedLine.module.css';

/** Says of an annotation that it cannot be changed while its maker's layer is locked. */
export function LockedLine({ personId }: { readonly personId: Id }) {
  const workspace = useWorkspace();
  const layer = useLayers()?.people.find((each) => each.personId === personId);
  const name = usePeople().get(personId)?.name ?? 'Someone';
  const isMine = useProject()?.me.id === personId;
  if (!layer?.locked) return null;
  const unlock = () => setLayers(workspace, { people: [{ personId, locked: false }] });
  return (
    <div className={styles.line}>
      <Lock aria-hidden="true" />
      <span className={styles.words} dir="auto">
        {isMine ? 'Your annotations are locked.' : `${name}’s annotations are locked.`}
      </span>
      <Button look="quiet" onPress={() => void workspace.attempt(unlock)}>
        Unlock
      </Button>
    </div>
  );
}
