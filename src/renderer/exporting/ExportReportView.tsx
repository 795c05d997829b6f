import { CircleCheck, FolderOpen } from 'lucide-react';
import type { ExportReport } from '../../contract/procedures.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { counted } from '../controls/words.ts';
import { useWorkspace } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import styles from './ExportReportView.module.css';
import { LostList } from './LostList.tsx';

/** What was written, and what did not fit. */
export function ExportReportView({
  report,
  onClose,
}: {
  readonly report: ExportReport;
  readonly onClose: () => void;
}) {
  const { attempt } = useWorkspace();
  const [first] = report.files;
  return (
    <DialogFrame
      title="Export"
      onClose={onClose}
      footer={
        <>
          {first && (
            <Button
              onPress={() => void attempt(async () => void (await shell('showInFolder', { path: first })))}
            >
              <FolderOpen aria-hidden="true" />
              Show in folder
            </Button>
          )}
          <Button look="primary" onPress={onClose} autoFocus>
            Close
          </Button>
        </>
      }
    >
      <p className={styles.summary} role="status">
        <CircleCheck aria-hidden="true" />
        {report.rows === undefined
          ? counted(report.annotations, 'annotation', 'annotations')
          : counted(report.rows, 'row', 'rows')}{' '}
        exported.
      </p>
      <ul className={styles.files} data-copyable>
        {report.files.map((file) => (
          <li key={file}>{file}</li>
        ))}
      </ul>
      <LostList lost={report.lost} />
    </DialogFrame>
  );
}
