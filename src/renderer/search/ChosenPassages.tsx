import { X } from 'lucide-react';
import { Button, IconButton } from '../controls/buttons.tsx';
import { Segmented } from '../controls/Segmented.tsx';
import { counted } from '../controls/words.ts';
import styles from './ChosenPassages.module.css';
import type { TaggedAs } from './tag-found.ts';

const WAYS = [
  { id: 'hits', label: 'Each hit' },
  { id: 'passages', label: 'Whole passages' },
] as const;

interface ChosenPassagesProps {
  readonly count: number;
  readonly taggedAs: TaggedAs;
  readonly onTaggedAs: (taggedAs: TaggedAs) => void;
  readonly onTag: () => void;
  readonly onLeave: () => void;
}

/** What can be done with several found passages at once. */
export function ChosenPassages(props: ChosenPassagesProps) {
  const { count, taggedAs, onTaggedAs, onTag, onLeave } = props;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Chosen passages">
      <span role="status">{counted(count, 'passage', 'passages')} chosen</span>
      <IconButton label="Choose none" icon={<X />} small onPress={onLeave} />
      <span className={styles.gap} />
      <Segmented
        label="What is tagged"
        labelHidden
        value={taggedAs}
        choices={WAYS}
        onChange={onTaggedAs}
        onSettle={() => undefined}
      />
      <Button look="primary" onPress={onTag}>
        Tag …
      </Button>
    </div>
  );
}
