import type { MergeReport } from '../../core/review/merge/report.ts';
import { counted, inDigits } from '../controls/words.ts';
import { kindWords } from './conflict-words.ts';
import styles from './MergeReportView.module.css';

interface ListProps {
  readonly title: string;
  readonly lines: readonly string[];
}

const SHOWN_LIMIT = 200;

function Listed({ title, lines }: ListProps) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <ul className={styles.lines}>
        {lines.slice(0, SHOWN_LIMIT).map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
      {lines.length > SHOWN_LIMIT && (
        <p className={styles.note}>and {inDigits(lines.length - SHOWN_LIMIT)} more</p>
      )}
    </section>
  );
}

/** What a merge brings, or has brought. */
export function MergeReportView({
  report,
  merged,
}: {
  readonly report: MergeReport;
  readonly merged: boolean;
}) {
  const { records, people, lostCount } = report;
  if (report.actions === 0 && records.length === 0) {
    return <p role="status">Everything in this file is in the project already.</p>;
  }
  return (
    <div className={styles.report}>
      <p role="status">
        ‘{report.projectName}’{report.sameProject ? '' : ', which is another project'}:{' '}
        {counted(report.actions, 'action', 'actions')} by{' '}
        {people.map(({ name, isNew }) => (isNew ? `${name} (new here)` : name)).join(', ') || 'nobody'}
        {merged ? ' taken in. One undo takes all of it back.' : '.'}
      </p>
      {report.blind && (
        <p className={styles.note}>
          The project is blind: what is said in documents that you are not done with is not told here.
        </p>
      )}
      {records.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Records</th>
              <th scope="col">New</th>
              <th scope="col">Changed</th>
              <th scope="col">Deleted</th>
            </tr>
          </thead>
          <tbody>
            {records.map(({ kind, made, changed, deleted }) => (
              <tr key={kind}>
                <th scope="row">{kindWords(kind)[1]}</th>
                <td>{inDigits(made)}</td>
                <td>{inDigits(changed)}</td>
                <td>{inDigits(deleted)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {report.reanchored > 0 && (
        <p>
          {counted(report.reanchored, 'annotation', 'annotations')} placed anew in a text that has changed.
        </p>
      )}
      <Listed
        title={`Without a place in the present text: ${inDigits(lostCount)}`}
        lines={report.lost.map(({ quote, title }) => `‘${quote}’ in ‘${title}’`)}
      />
      <Listed
        title="The same documents"
        lines={report.documents.map(
          ({ name, otherName }) => `‘${otherName}’ is ‘${name}’: the very same text`,
        )}
      />
      <Listed
        title="The same codes"
        lines={report.codes.map(({ name }) => `‘${name}’: the same name in the same place`)}
      />
      <Listed
        title="Nearly the same codes: merge them in the codebook where they are one"
        lines={report.proposals.map(({ name, likeName, reason }) => `‘${name}’ and ‘${likeName}’: ${reason}`)}
      />
      <Listed
        title="Kept, although one side deleted them"
        lines={report.revived.map(({ kind, name }) => `${kindWords(kind)[0]} ‘${name}’`)}
      />
    </div>
  );
}
