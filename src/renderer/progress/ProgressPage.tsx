import type { PersonProgress } from '../../contract/procedures.ts';
import { DOCUMENT_STATUSES } from '../../core/project/records.ts';
import { codeStyle, Swatch } from '../controls/CodeMark.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { STATUS_WORDS } from '../documents/status-words.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { useProgress } from '../session/progress-queries.ts';
import { useDocuments, usePeople, useProject } from '../session/queries.ts';
import styles from './ProgressPage.module.css';
import { shares } from './shares.ts';

function Bar({
  name,
  row,
  colour,
}: {
  readonly name: string;
  readonly row: PersonProgress;
  readonly colour: number;
}) {
  const { done, inProgress, total } = shares(row);
  const spoken = `${name}: ${inDigits(row.documents.done)} of ${counted(total, 'document', 'documents')} done, ${inDigits(row.documents['in-progress'])} in progress`;
  return (
    <span role="img" aria-label={spoken} className={styles.bar} style={codeStyle(colour)}>
      <span className={styles.done} style={{ width: `${done * 100}%` }} />
      <span className={styles.begun} style={{ width: `${inProgress * 100}%` }} />
    </span>
  );
}

/** Who is how far with the project's documents. */
export function ProgressPage() {
  const project = useProject();
  const people = usePeople();
  const { documents } = useDocuments();
  const progress = useProgress();
  const rows = [...(progress ?? [])].sort(
    (a, b) => b.documents.done - a.documents.done || b.annotations - a.annotations,
  );
  return (
    <>
      <PageHeader title="Progress" facts={counted(documents.length, 'document', 'documents')} />
      {progress && (
        <div className={styles.body}>
          <table className={styles.table} tabIndex={-1} data-first>
            <caption>Documents that each person has not started, has begun and has done</caption>
            <thead>
              <tr>
                <th scope="col">Person</th>
                <th scope="col">Progress</th>
                {[...DOCUMENT_STATUSES].reverse().map((status) => (
                  <th key={status} scope="col" className={styles.number}>
                    <span aria-hidden="true">{STATUS_WORDS[status].sign} </span>
                    {STATUS_WORDS[status].label}
                  </th>
                ))}
                <th scope="col" className={styles.number}>
                  Annotations
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const person = people.get(row.personId);
                const name = person?.name ?? 'Someone';
                return (
                  <tr key={row.personId}>
                    <th scope="row">
                      <span className={styles.person}>
                        <Swatch colour={person?.colour ?? 0} />
                        <span>
                          {name}
                          {row.personId === project?.me.id && ' (me)'}
                        </span>
                      </span>
                    </th>
                    <td className={styles.barCell}>
                      <Bar name={name} row={row} colour={person?.colour ?? 0} />
                    </td>
                    {[...DOCUMENT_STATUSES].reverse().map((status) => (
                      <td key={status} className={styles.number}>
                        {inDigits(row.documents[status])}
                      </td>
                    ))}
                    <td className={styles.number}>{inDigits(row.annotations)}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <p className={styles.hint}>
            A document is marked as begun or done by its menu in the list, or while it is open by key. Each
            person marks for themselves.
          </p>
        </div>
      )}
    </>
  );
}
