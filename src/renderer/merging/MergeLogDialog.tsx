import { useEffect, useState } from 'react';
import type { ListedMerge } from '../../contract/procedures.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { moment } from '../controls/words.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useWorkspace } from '../session/session-context.ts';
import styles from './MergeDialog.module.css';
import { MergeReportView } from './MergeReportView.tsx';

/** The merges of this project, newest first, each with what it brought. */
export function MergeLogDialog({ onClose }: { readonly onClose: () => void }) {
  const { client } = useWorkspace();
  const [merges, setMerges] = useState<readonly ListedMerge[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    client.call('merging.log', {}).then(setMerges).catch(setError);
  }, [client]);
  return (
    <DialogFrame
      title="Merges"
      size="large"
      onClose={onClose}
      footer={<Button onPress={onClose}>Close</Button>}
    >
      <div className={styles.body}>
        {error !== null && <ErrorNote error={error} />}
        {merges?.length === 0 && <p>Nothing has been merged into this project yet.</p>}
        {merges?.map(({ actionId, at, personName, undone, report }) => (
          <details key={actionId}>
            <summary>
              {moment(at)}, {personName}: ‘{report.projectName}’{undone ? ' (undone)' : ''}
            </summary>
            <p className={styles.file}>{report.file}</p>
            <MergeReportView report={report} merged />
          </details>
        ))}
      </div>
    </DialogFrame>
  );
}
