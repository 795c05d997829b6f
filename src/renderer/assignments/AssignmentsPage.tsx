import { useMemo, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import type { ListedDocument } from '../../core/project/records.ts';
import { Button } from '../controls/buttons.tsx';
import { counted } from '../controls/words.ts';
import { filterDocuments, sortDocuments } from '../documents/arrange.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { useAssignments } from '../session/assignment-queries.ts';
import { useObservable } from '../session/observable.ts';
import { useDocuments, useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { assign, unassign } from '../workspace/assignments.ts';
import styles from './AssignmentsPage.module.css';
import { AssignmentTable } from './AssignmentTable.tsx';
import { assignedBy } from './assigned.ts';

const ALL = 'all';

interface ShareFormProps {
  readonly documents: readonly ListedDocument[];
  readonly people: readonly { readonly id: Id; readonly name: string }[];
}

/** Shares documents out: how many people each, in turn or by lot. */
function ShareForm({ documents, people }: ShareFormProps) {
  const workspace = useWorkspace();
  const [perDocument, setPerDocument] = useState(String(Math.min(2, people.length)));
  const [by, setBy] = useState<'turn' | 'lot'>('lot');
  const [seed, setSeed] = useState('1');
  const [left, setLeft] = useState<ReadonlySet<Id>>(new Set());
  const personIds = people.map(({ id }) => id).filter((id) => !left.has(id));
  const documentIds = documents.map(({ id }) => id);
  const cannot = personIds.length === 0 || documentIds.length === 0;
  const share = () =>
    void workspace.attempt(() =>
      assign(workspace, {
        documentIds,
        personIds,
        perDocument: perDocument === ALL ? null : Number(perDocument),
        seed: by === 'lot' ? Number(seed) || 0 : null,
      }),
    );
  return (
    <fieldset className={styles.form}>
      <legend className={styles.legend}>Share out</legend>
      <span>{counted(documentIds.length, 'document', 'documents')} to</span>
      <select
        aria-label="People for each document"
        value={perDocument}
        onChange={(event) => setPerDocument(event.target.value)}
      >
        {Array.from(people.keys(), (at) => at + 1).map((count) => (
          <option key={count} value={String(count)}>
            {counted(count, 'person', 'people')} each
          </option>
        ))}
        <option value={ALL}>everyone</option>
      </select>
      <select
        aria-label="In which order"
        value={by}
        onChange={(event) => setBy(event.target.value as 'turn' | 'lot')}
      >
        <option value="lot">by lot, evenly</option>
        <option value="turn">in turn</option>
      </select>
      {by === 'lot' && (
        <label className={styles.seed}>
          seed
          <input type="number" value={seed} onChange={(event) => setSeed(event.target.value)} />
        </label>
      )}
      <span className={styles.people}>
        {people.map(({ id, name }) => (
          <label key={id} className={styles.person}>
            <input
              type="checkbox"
              checked={!left.has(id)}
              onChange={() =>
                setLeft(new Set(left.has(id) ? [...left].filter((each) => each !== id) : [...left, id]))
              }
            />
            <span dir="auto">{name}</span>
          </label>
        ))}
      </span>
      <Button look="primary" onPress={share} isDisabled={cannot}>
        Assign
      </Button>
      <Button
        onPress={() => void workspace.attempt(() => unassign(workspace, documentIds, personIds))}
        isDisabled={cannot}
      >
        Take back
      </Button>
    </fieldset>
  );
}

/** Who codes what, and how far they are. */
export function AssignmentsPage() {
  const workspace = useWorkspace();
  const people = useProject()?.people;
  const { documents } = useDocuments();
  const assignments = useAssignments();
  const { sort, descending } = useObservable(workspace.layout, (layout) => layout);
  const [words, setWords] = useState('');
  const shown = useMemo(
    () => sortDocuments(filterDocuments(documents, words), sort, descending),
    [documents, words, sort, descending],
  );
  const assigned = useMemo(() => assignedBy(assignments ?? []), [assignments]);
  return (
    <>
      <PageHeader
        title="Assignments"
        facts={`${counted(assignments?.length ?? 0, 'assignment', 'assignments')} of ${counted(documents.length, 'document', 'documents')}`}
      />
      {people && assignments && (
        <div className={styles.body}>
          <div className={styles.tools}>
            <input
              className={styles.filter}
              aria-label="Filter documents"
              placeholder="Filter documents"
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
            <ShareForm documents={shown} people={people} />
          </div>
          <AssignmentTable documents={shown} people={people} assigned={assigned} />
          <p className={styles.hint}>
            Arrows walk the table; Space gives a document to a person or takes it back. What is assigned
            already is counted when documents are shared out.
          </p>
        </div>
      )}
    </>
  );
}
