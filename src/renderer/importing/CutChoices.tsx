import { Checkbox } from '../controls/fields.tsx';
import { counted } from '../controls/words.ts';
import styles from './CutChoices.module.css';
import {
  type CutReason,
  chosenReasons,
  cutsByReason,
  type FileDraft,
  type PreviewedText,
} from './import-draft.ts';
import { REASON_NAMES } from './import-words.ts';

interface CutChoicesProps {
  readonly candidate: PreviewedText;
  readonly draft: FileDraft;
  readonly onChange: (reasons: ReadonlySet<CutReason>) => void;
}

/** What can be left out of a page, by reason. */
export function CutChoices({ candidate, draft, onChange }: CutChoicesProps) {
  const reasons = cutsByReason(candidate.cuts);
  if (reasons.length === 0) return null;
  const chosen = chosenReasons(candidate, draft);
  return (
    <fieldset className={styles.cuts}>
      <legend>Leave out</legend>
      {reasons.map(({ reason, blocks, length, sample }) => (
        <Checkbox
          key={reason}
          checked={chosen.has(reason)}
          onChange={(checked) => {
            const next = new Set(chosen);
            if (checked) next.add(reason);
            else next.delete(reason);
            onChange(next);
          }}
        >
          <span className={styles.reason}>
            {REASON_NAMES[reason]}
            <span className={styles.count}>
              {counted(blocks, 'block', 'blocks')}, {counted(length, 'character', 'characters')}
            </span>
          </span>
          <span className={styles.sample} dir="auto">
            {sample}
          </span>
        </Checkbox>
      ))}
    </fieldset>
  );
}
