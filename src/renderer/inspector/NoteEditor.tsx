import { useEffect, useRef, useState } from 'react';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { TextField } from '../controls/fields.tsx';
import { useWorkspace } from '../session/session-context.ts';
import { saveNote } from '../workspace/tagging.ts';
import styles from './NoteEditor.module.css';

/**
 * The note as plain text. What was written is stored as one action when the field is left, by any way: another annotation,
 * another document, Ctrl+Enter, the window's end. Meant to be keyed by the annotation's id.
 */
export function NoteEditor({ annotation }: { readonly annotation: Annotation }) {
  const workspace = useWorkspace();
  const [text, setText] = useState(annotation.note);
  // What the store has or is being given; what differs from it is not saved yet.
  const stored = useRef(annotation.note);
  const latest = useRef(text);
  latest.current = text;

  if (annotation.note !== stored.current && text === stored.current) {
    // Undone, or changed elsewhere, while nothing was being written here.
    stored.current = annotation.note;
    setText(annotation.note);
  }

  const save = useRef(() => {
    const note = latest.current;
    if (note === stored.current) return;
    stored.current = note;
    void workspace.attempt(() => saveNote(workspace, annotation.id, note));
  });
  useEffect(() => {
    const onLeave = save.current;
    window.addEventListener('pagehide', onLeave);
    return () => {
      window.removeEventListener('pagehide', onLeave);
      onLeave();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the field inside
    <div
      data-note
      className={styles.note}
      onKeyDown={(event) => {
        const done = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        if (!done || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        workspace.reading.current?.focus();
      }}
    >
      <TextField
        label="Note"
        labelHidden
        value={text}
        onChange={setText}
        onBlur={() => save.current()}
        lines={4}
        placeholder="Why this code? What to check?"
        maxLength={1_000_000}
        dir="auto"
      />
    </div>
  );
}
