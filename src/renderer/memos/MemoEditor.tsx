import { Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Memo } from '../../core/discussion/discussion.ts';
import { IconButton } from '../controls/buttons.tsx';
import { useDraft } from '../controls/use-draft.ts';
import { useFocusOnce } from '../controls/use-focus-once.ts';
import { moment } from '../controls/words.ts';
import { usePeople } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { undo } from '../workspace/undoing.ts';
import { WritingField, type WritingHandle } from '../writing/WritingField.tsx';
import { Backlinks } from './Backlinks.tsx';
import styles from './MemosPage.module.css';

/** A memo that is there: what was written is stored when its title or its text is left, by any way. */
export function MemoEditor({ memo, onEscape }: { readonly memo: Memo; readonly onEscape: () => void }) {
  const workspace = useWorkspace();
  const { client, attempt, state, notices } = workspace;
  const people = usePeople();
  const field = useRef<WritingHandle>(null);
  const edit = (fields: { readonly title?: string; readonly body?: string }) => {
    void attempt(async () => void (await client.call('memos.edit', { memoId: memo.id, fields })));
    return true;
  };
  const title = useDraft(memo.title, (text) => edit({ title: text.trim() }));
  const body = useDraft(memo.body, (text) => edit({ body: text }));
  const remove = () =>
    void attempt(async () => {
      await client.call('memos.delete', { memoId: memo.id });
      const { page } = state.get();
      if (page?.kind === 'memos' && page.memoId === memo.id) state.patch({ page: { ...page, memoId: null } });
      notices.done(`Memo ‘${memo.title}’ deleted.`, { label: 'Undo', run: () => void undo(workspace) });
    });
  return (
    <div className={styles.editor}>
      <input
        className={styles.titleField}
        aria-label="Title of the memo"
        placeholder="Title"
        value={title.text}
        maxLength={200}
        dir="auto"
        onChange={(event) => title.write(event.target.value)}
        onBlur={title.keep}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          field.current?.focus();
        }}
      />
      <WritingField
        key={body.generation}
        ref={field}
        label="Text of the memo"
        markdown={body.text}
        placeholder="What did you see, and what follows from it?"
        fill
        onChange={body.write}
        onBlur={body.keep}
        onDone={body.keep}
        onEscape={onEscape}
      />
      <div className={styles.foot}>
        <span className={styles.made}>
          {people.get(memo.personId)?.name ?? 'Someone'}, {moment(memo.createdAt)}
          {memo.updatedAt !== memo.createdAt && <>; changed {moment(memo.updatedAt)}</>}
        </span>
        <IconButton label="Delete the memo" icon={<Trash2 />} small onPress={remove} />
      </div>
      <Backlinks kind="memo" id={memo.id} />
    </div>
  );
}

interface NewMemoProps {
  readonly onWrite: (fields: { readonly title: string; readonly body: string }) => void;
  readonly onEscape: () => void;
}

/** A memo that is being written for the first time: stored, where there is anything, when it is left by any way. */
export function NewMemo({ onWrite, onEscape }: NewMemoProps) {
  const [title, setTitle] = useState('');
  const [stored, setStored] = useState(false);
  const field = useRef<WritingHandle>(null);
  const heading = useFocusOnce<HTMLInputElement>(true);
  const written = useRef({ title: '', body: '' });
  const keep = useRef(() => {
    const { title: called, body } = written.current;
    if (called.trim() === '' && body.trim() === '') return;
    written.current = { title: '', body: '' };
    setStored(true);
    onWrite({ title: called.trim(), body });
  });
  useEffect(() => {
    const onLeave = keep.current;
    window.addEventListener('pagehide', onLeave);
    return () => {
      window.removeEventListener('pagehide', onLeave);
      onLeave();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the memo is left when none of its parts has the focus
    <div
      className={styles.editor}
      // Until the memo that now is there takes its place, nothing more can be written here.
      inert={stored}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) keep.current();
      }}
    >
      <input
        className={styles.titleField}
        aria-label="Title of the memo"
        placeholder="Title"
        value={title}
        maxLength={200}
        dir="auto"
        ref={heading}
        onChange={(event) => {
          written.current.title = event.target.value;
          setTitle(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          field.current?.focus();
        }}
      />
      <WritingField
        ref={field}
        label="Text of the memo"
        markdown=""
        placeholder="What did you see, and what follows from it?"
        fill
        onChange={(body) => {
          written.current.body = body;
        }}
        onDone={keep.current}
        onEscape={onEscape}
      />
    </div>
  );
}
