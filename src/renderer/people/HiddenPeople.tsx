import { EyeOff } from 'lucide-react';
import { useKeysOf } from '../commands/registry.ts';
import { useLayers } from '../session/layer-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { hiddenWords } from '../workspace/layers.ts';
import styles from './HiddenPeople.module.css';

/** Says that layers are hidden, wherever one looks; opens them. */
export function HiddenPeople() {
  const { state } = useWorkspace();
  const keysOf = useKeysOf();
  const layers = useLayers();
  const words = layers ? hiddenWords(layers) : '';
  if (words === '') return null;
  return (
    <button
      type="button"
      className={styles.hidden}
      data-tip="Choose whose annotations are shown"
      data-tip-keys={keysOf('view.people')}
      onClick={() => state.patch({ dialog: { kind: 'people' } })}
    >
      <EyeOff aria-hidden="true" />
      {words}
    </button>
  );
}
