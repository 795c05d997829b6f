import { useState } from 'react';
import type { LinkTarget } from '../../contract/procedures.ts';
import { Combobox } from '../controls/Combobox.tsx';
import { useFoundRecords } from '../session/discussion-queries.ts';
import styles from './Writing.module.css';

interface LinkPickerProps {
  readonly onChoose: (target: LinkTarget) => void;
  readonly onLeave: () => void;
}

/** Finds a document, code, annotation, entity or memo to link to. */
export function LinkPicker({ onChoose, onLeave }: LinkPickerProps) {
  const [words, setWords] = useState('');
  const { targets, settled } = useFoundRecords(words.trim());
  return (
    <div className={styles.picker}>
      <Combobox
        label="Link to"
        query={words}
        onQuery={setWords}
        settled={settled}
        nothing={
          words.trim() === '' ? 'Type a part of a title, a name or a quotation.' : 'Nothing has these words.'
        }
        placeholder="Title, name or quotation"
        autoFocus
        onLeave={onLeave}
        options={targets.map((target) => ({
          id: `${target.kind}/${target.id}`,
          content: (
            <span className={styles.found}>
              <span dir="auto">{target.label}</span>
              <span>{target.kind}</span>
            </span>
          ),
          run: () => onChoose(target),
        }))}
      />
    </div>
  );
}
