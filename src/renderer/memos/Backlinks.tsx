import { MessageSquare, NotebookPen } from 'lucide-react';
import type { Comment } from '../../core/discussion/discussion.ts';
import { counted } from '../controls/words.ts';
import { useBacklinks } from '../session/discussion-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { openRecord } from '../writing/open-record.ts';
import type { RecordReference } from '../writing/record-links.ts';
import styles from './MemosOf.module.css';

const WORDS_SHOWN = 80;

/** The beginning of a comment without the signs of its formatting. */
function plain(markdown: string): string {
  const text = markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`>#]+/g, '');
  return [...text.replace(/\s+/g, ' ').trim()].slice(0, WORDS_SHOWN).join('');
}

/** The memos and comments that link to the record; nothing where none does. */
export function Backlinks(reference: RecordReference) {
  const workspace = useWorkspace();
  const { attempt } = workspace;
  const links = useBacklinks(reference);
  if (!links || links.memos.length + links.comments.length === 0) return null;
  const openComment = ({ targetKind, targetId }: Comment) =>
    void attempt(() => openRecord(workspace, { kind: targetKind, id: targetId }));
  return (
    <section className={styles.group} aria-label="Linked from">
      <h3 className={styles.heading}>
        Linked from {counted(links.memos.length + links.comments.length, 'place', 'places')}
      </h3>
      <ul className={styles.list}>
        {links.memos.map((memo) => (
          <li key={memo.id}>
            <button
              type="button"
              className={styles.memo}
              onClick={() => void attempt(() => openRecord(workspace, { kind: 'memo', id: memo.id }))}
            >
              <NotebookPen aria-hidden="true" />
              <span dir="auto">{memo.title || 'Untitled memo'}</span>
            </button>
          </li>
        ))}
        {links.comments.map((comment) => (
          <li key={comment.id}>
            <button type="button" className={styles.memo} onClick={() => openComment(comment)}>
              <MessageSquare aria-hidden="true" />
              <span dir="auto">{plain(comment.body)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
