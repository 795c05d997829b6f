import { NotebookPen, Plus } from 'lucide-react';
import { Button } from '../controls/buttons.tsx';
import { useMemos } from '../session/discussion-queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { MemoTarget } from '../workspace/workspace.ts';
import { Backlinks } from './Backlinks.tsx';
import styles from './MemosOf.module.css';

/** The memos on a record, each a click away, a way to write one, and what links to the record. */
export function MemosOf({ targetKind, targetId }: MemoTarget) {
  const { state } = useWorkspace();
  const target = { targetKind, targetId };
  const { memos } = useMemos(target);
  const open = (memoId: string) => state.patch({ page: { kind: 'memos', target, memoId } });
  return (
    <>
      <section className={styles.group} aria-label="Memos on it">
        <ul className={styles.list}>
          {memos.map((memo) => (
            <li key={memo.id}>
              <button type="button" className={styles.memo} onClick={() => open(memo.id)}>
                <NotebookPen aria-hidden="true" />
                <span dir="auto">{memo.title || 'Untitled memo'}</span>
              </button>
            </li>
          ))}
          <li>
            <Button look="quiet" onPress={() => open('new')}>
              <Plus aria-hidden="true" />
              Write a memo
            </Button>
          </li>
        </ul>
      </section>
      {targetKind !== 'project' && <Backlinks kind={targetKind} id={targetId} />}
    </>
  );
}
