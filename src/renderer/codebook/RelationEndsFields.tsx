import type { CountedCode, RelationEnds } from '../../core/codebook/code.ts';
import { Checkbox } from '../controls/fields.tsx';
import { FilterPicker } from '../exporting/FilterPicker.tsx';
import styles from './CodeDialog.module.css';
import { codeItems } from './code-draft.ts';

interface RelationEndsFieldsProps {
  readonly ends: RelationEnds;
  readonly onChange: (ends: RelationEnds) => void;
  readonly codes: readonly CountedCode[];
}

/** Which annotations a relation code may connect, and whether it says from where to where. */
export function RelationEndsFields({ ends, onChange, codes }: RelationEndsFieldsProps) {
  const items = codeItems(codes, ({ kind }) => kind === 'span');
  return (
    <fieldset className={styles.group}>
      <legend>What it connects</legend>
      <FilterPicker
        label={ends.directed ? 'From, with codes below' : 'One end, with codes below'}
        all="Any annotation"
        items={items}
        chosen={new Set(ends.from)}
        onChange={(from) => onChange({ ...ends, from: [...from] })}
      />
      <FilterPicker
        label={ends.directed ? 'To, with codes below' : 'Other end, with codes below'}
        all="Any annotation"
        items={items}
        chosen={new Set(ends.to)}
        onChange={(to) => onChange({ ...ends, to: [...to] })}
      />
      <Checkbox checked={ends.directed} onChange={(directed) => onChange({ ...ends, directed })}>
        It has a direction
      </Checkbox>
    </fieldset>
  );
}
