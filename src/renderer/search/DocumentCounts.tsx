import { useMemo } from 'react';
import type { ListedDocument } from '../../core/project/records.ts';
import type { PassageCounts } from '../../core/query/text-query.ts';
import { Button } from '../controls/buttons.tsx';
import { VirtualList } from '../controls/VirtualList.tsx';
import { inDigits } from '../controls/words.ts';
import { CheckBox } from './CheckBox.tsx';
import styles from './DocumentCounts.module.css';

interface DocumentCountsProps {
  readonly counts: PassageCounts | null;
  readonly documents: ReadonlyMap<string, ListedDocument>;
  /** null: all */
  readonly chosen: readonly string[] | null;
  /** it stands in the place of the passages */
  readonly isAlone: boolean;
  readonly onChoose: (documentIds: readonly string[] | null) => void;
  readonly onAll: () => void;
  /** where it stands alone: to the passages */
  readonly onLeave: () => void;
}

/** How many passages each document has; choosing some searches only these. */
export function DocumentCounts(props: DocumentCountsProps) {
  const { counts, documents, chosen, isAlone, onChoose, onAll, onLeave } = props;
  const items = useMemo(() => {
    const found = counts?.documents ?? [];
    const there = new Set(found.map(({ documentId }) => documentId));
    const without = (chosen ?? []).filter((documentId) => !there.has(documentId));
    return [...found, ...without.map((documentId) => ({ documentId, passages: 0 }))];
  }, [counts, chosen]);
  const isChosen = (documentId: string) => chosen?.includes(documentId) ?? false;
  const toggle = (documentId: string) => {
    const next = isChosen(documentId)
      ? (chosen ?? []).filter((each) => each !== documentId)
      : [...(chosen ?? []), documentId];
    onChoose(next.length === 0 ? null : next);
  };
  return (
    <section className={styles.documents} data-alone={isAlone || undefined} aria-label="By document">
      <header className={styles.head}>
        <h2>By document</h2>
        {chosen && (
          <Button look="quiet" onPress={onAll}>
            All documents
          </Button>
        )}
      </header>
      <VirtualList
        label="Documents with passages"
        items={items}
        keyOf={({ documentId }) => documentId}
        rowHeight={30}
        selectedKey={null}
        checks={{
          isChecked: ({ documentId }) => isChosen(documentId),
          onToggle: ({ documentId }) => toggle(documentId),
        }}
        onChoose={({ documentId }) => {
          onChoose(isChosen(documentId) && chosen?.length === 1 ? null : [documentId]);
          if (isAlone) onLeave();
        }}
        renderRow={({ documentId, passages }) => (
          <span className={styles.row}>
            <CheckBox isChecked={isChosen(documentId)} />
            <span className={styles.title} dir="auto">
              {documents.get(documentId)?.title || 'Untitled'}
            </span>
            <span className={styles.count}>{inDigits(passages)}</span>
          </span>
        )}
      />
    </section>
  );
}
