import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Progress as JobProgress } from '../../contract/messages.ts';
import type { OutputOf } from '../../contract/procedures.ts';
import { toErrorValue } from '../../core/errors.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { Progress } from '../controls/Progress.tsx';
import { inDigits } from '../controls/words.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useWorkspace } from '../session/session-context.ts';
import styles from './CheckDialog.module.css';

/** Runs the check of the whole project and shows what it found. */
export function CheckDialog({ onClose }: { readonly onClose: () => void }) {
  const { client } = useWorkspace();
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [report, setReport] = useState<OutputOf<'project.check'> | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const abort = new AbortController();
    client
      .call('project.check', {}, { signal: abort.signal, onProgress: setProgress })
      .then(setReport)
      .catch((thrown) => {
        if (toErrorValue(thrown).code !== 'cancelled') setError(thrown);
      });
    return () => abort.abort();
  }, [client]);

  return (
    <DialogFrame
      title="Check of the project"
      onClose={onClose}
      footer={<Button onPress={onClose}>{report || error ? 'Close' : 'Cancel'}</Button>}
    >
      {error !== null && <ErrorNote error={error} />}
      {!report && error === null && <Progress label="Checking" progress={progress} />}
      {report && (
        <div className={styles.report}>
          <p className={styles.verdict}>
            {report.ok ? <CircleCheck aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
            <strong>
              {report.ok ? 'Everything is in order.' : `${report.problems.length} problems were found.`}
            </strong>
          </p>
          <p>
            Checked: {inDigits(report.checked.annotations)} quotations against their texts,{' '}
            {inDigits(report.checked.texts)} texts, {inDigits(report.checked.actions)} entries of the journal.
          </p>
          <ul>
            {report.problems.map((problem) => (
              <li key={JSON.stringify(problem)} data-copyable>
                {problem.message} <span className={styles.remedy}>{problem.remedy}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </DialogFrame>
  );
}
