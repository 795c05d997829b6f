import type { ImportCandidate } from '../../contract/procedures.ts';
import { Button } from '../controls/buttons.tsx';
import { Checkbox } from '../controls/fields.tsx';
import styles from './CutChoices.module.css';
import type { FileDraft } from './import-draft.ts';

interface CutHabitProps {
  readonly candidate: ImportCandidate;
  readonly draft: FileDraft;
  readonly onDecide: (change: Partial<FileDraft>) => void;
  readonly onForget: (source: string) => void;
}

/** Says where a proposal comes from an earlier choice for pages of the same source, and remembers one that is made now. */
export function CutHabit({ candidate, draft, onDecide, onForget }: CutHabitProps) {
  const { cutSource, cutsAsUsual } = candidate;
  if (cutSource === null) return null;
  return (
    <div className={styles.habit}>
      {cutsAsUsual && (
        <p>
          {draft.cuts === null
            ? 'Proposed as you chose it before for'
            : 'Changed from what you chose before for'}{' '}
          <strong>{cutSource}</strong>.
          <Button
            look="quiet"
            onPress={() => {
              onDecide({ cuts: null });
              onForget(cutSource);
            }}
          >
            Forget
          </Button>
        </p>
      )}
      {draft.cuts !== null && (
        <Checkbox checked={draft.rememberCuts} onChange={(rememberCuts) => onDecide({ rememberCuts })}>
          Propose the same for pages of {cutSource}
        </Checkbox>
      )}
    </div>
  );
}
