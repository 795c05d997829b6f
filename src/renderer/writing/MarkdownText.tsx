import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useWorkspace } from '../session/session-context.ts';
import { openRecord } from './open-record.ts';
import { recordOfElement, useRecordChips } from './use-record-chips.ts';
import styles from './Writing.module.css';
import { createWritingEditor } from './writing-editor.ts';

/** Markdown as it reads. Links to records open them; everything else in it does nothing. */
export function MarkdownText({ markdown }: { readonly markdown: string }) {
  const workspace = useWorkspace();
  const holder = useRef<HTMLDivElement>(null);
  const [root, setRoot] = useState<HTMLElement | null>(null);
  useEffect(() => {
    const editor = createWritingEditor(markdown, false);
    editor.setRootElement(holder.current);
    setRoot(holder.current);
    return () => editor.setRootElement(null);
  }, [markdown]);
  useRecordChips(root, markdown, true);
  const open = (event: MouseEvent | KeyboardEvent) => {
    const record = recordOfElement(event.target);
    if (!record) return;
    event.preventDefault();
    event.stopPropagation();
    void workspace.attempt(() => openRecord(workspace, record));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: clicks and keys of the links inside, which are reached by Tab
    <div
      ref={holder}
      className={styles.shown}
      dir="auto"
      data-copyable
      onClick={open}
      onKeyDown={(event) => {
        if (event.key === 'Enter') open(event);
      }}
    />
  );
}
