import { Plus, X } from 'lucide-react';
import { useCallback, useRef } from 'react';
import type { Memo } from '../../core/discussion/discussion.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { VirtualList, type VirtualListHandle } from '../controls/VirtualList.tsx';
import { day } from '../controls/words.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { useMemos } from '../session/discussion-queries.ts';
import { usePeople, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { MemoTarget } from '../workspace/workspace.ts';
import { MemoEditor, NewMemo } from './MemoEditor.tsx';
import styles from './MemosPage.module.css';
import { useTargetNames } from './use-target-names.ts';

function MemoRow({ memo, about }: { readonly memo: Memo; readonly about: string }) {
  const people = usePeople();
  return (
    <span className={styles.row}>
      <span className={styles.title} dir="auto">
        {memo.title || 'Untitled memo'}
      </span>
      <span className={styles.facts} dir="auto">
        {about}
      </span>
      <span className={styles.facts}>
        {people.get(memo.personId)?.name ?? 'Someone'}, {day(memo.updatedAt)}
      </span>
    </span>
  );
}

/** The memos of the project or of one record: read, written, in one place. */
export function MemosPage(props: { readonly target: MemoTarget | null; readonly memoId: string | null }) {
  const { target, memoId } = props;
  const { state, client, attempt } = useWorkspace();
  const project = useProject();
  const { memos, loaded } = useMemos(target);
  const nameOf = useTargetNames();
  const list = useRef<VirtualListHandle>(null);
  const memo = memos.find(({ id }) => id === memoId);
  const about = target ?? (project && { targetKind: 'project' as const, targetId: project.project.id });
  const choose = useCallback(
    (id: string | null) => {
      const { page } = state.get();
      if (page?.kind === 'memos') state.patch({ page: { ...page, memoId: id } });
    },
    [state],
  );
  const write = (fields: { readonly title: string; readonly body: string }) =>
    void attempt(async () => {
      if (!about) return;
      const made = await client.call('memos.write', { ...about, ...fields });
      const { page } = state.get();
      if (page?.kind === 'memos' && page.memoId === 'new') choose(made.memoId);
    });
  const leaveEditor = () => list.current?.focus();

  return (
    <>
      <PageHeader title="Memos" facts={target ? nameOf(target) : 'All of the project'}>
        {target && (
          <IconButton
            label="Show all memos of the project"
            icon={<X />}
            onPress={() => state.patch({ page: { kind: 'memos', target: null, memoId } })}
          />
        )}
        <Button onPress={() => choose('new')}>
          <Plus aria-hidden="true" />
          New memo
        </Button>
      </PageHeader>
      <div className={styles.columns}>
        <div className={styles.list}>
          {memos.length > 0 ? (
            <VirtualList
              ref={list}
              label="Memos"
              items={memos}
              keyOf={({ id }) => id}
              rowHeight={56}
              renderRow={(each) => <MemoRow memo={each} about={nameOf(each)} />}
              selectedKey={memoId}
              onChoose={({ id }) => choose(id)}
            />
          ) : (
            loaded && (
              <p className={styles.nothing}>
                Memos hold what you think while you read: on the project, a document, a code, an entity.
              </p>
            )
          )}
        </div>
        {memoId === 'new' && about ? (
          <NewMemo key="new" onWrite={write} onEscape={leaveEditor} />
        ) : memo ? (
          <MemoEditor key={memo.id} memo={memo} onEscape={leaveEditor} />
        ) : (
          <p className={styles.nothing}>{memos.length > 0 ? 'Choose a memo, or write a new one.' : ''}</p>
        )}
      </div>
    </>
  );
}
