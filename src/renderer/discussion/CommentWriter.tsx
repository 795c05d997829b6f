import { useState } from 'react';
import { Button } from '../controls/buttons.tsx';
import { Keys } from '../controls/Keys.tsx';
import { WritingField } from '../writing/WritingField.tsx';
import styles from './Threads.module.css';
import { keepUnsent, unsentText } from './unsent.ts';

interface CommentWriterProps {
  /** under which unsent text is kept */
  readonly place: string;
  readonly label: string;
  /** what is edited; absent: a new comment */
  readonly markdown?: string;
  readonly send: string;
  readonly onSend: (markdown: string) => void;
  readonly onLeave: () => void;
}

/** Writes a comment. Ctrl+Enter sends it; Escape leaves it, and what was written is there again the next time. */
export function CommentWriter({ place, label, markdown = '', send, onSend, onLeave }: CommentWriterProps) {
  const [text, setText] = useState(unsentText(place) || markdown);
  const [first] = useState(text);
  const canSend = text.trim() !== '' && text !== markdown;
  const post = () => {
    if (!canSend) return;
    keepUnsent(place, '');
    onSend(text);
  };
  return (
    <div className={styles.writer}>
      <WritingField
        label={label}
        markdown={first}
        placeholder="Write a comment"
        autoFocus
        onChange={(next) => {
          setText(next);
          keepUnsent(place, next === markdown ? '' : next);
        }}
        onDone={post}
        onEscape={onLeave}
      />
      <div className={styles.buttons}>
        <Button look="quiet" onPress={onLeave}>
          Cancel
        </Button>
        <Button look="primary" onPress={post} isDisabled={!canSend}>
          {send} <Keys keys="Mod+Enter" />
        </Button>
      </div>
    </div>
  );
}
