import { CircleAlert, CircleCheck, Copy, Save } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { ImportReport } from '../../contract/procedures.ts';
import { goToPane } from '../commands/view-commands.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { inDigits } from '../controls/words.ts';
import { useWorkspace } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import { openDocument } from '../workspace/documents.ts';
import styles from './ImportReportView.module.css';
import { leftOutInWords, reportAsText, reportInWords } from './import-words.ts';

/** Rows of each kind that are shown; the saved or copied report has all. */
const MOST_ROWS = 500;

function Rows<T>({
  title,
  rows,
  render,
}: {
  readonly title: string;
  readonly rows: readonly T[];
  render(row: T): ReactNode;
}) {
  if (rows.length === 0) return null;
  return (
    <section className={styles.rows}>
      <h3>
        {title} ({inDigits(rows.length)})
      </h3>
      <ul data-copyable>{rows.slice(0, MOST_ROWS).map(render)}</ul>
      {rows.length > MOST_ROWS && (
        <p>… and {inDigits(rows.length - MOST_ROWS)} more: save or copy the report.</p>
      )}
    </section>
  );
}

async function save(report: ImportReport): Promise<void> {
  const title = 'Save the report of the import';
  await shell('saveText', { title, suggestedName: 'import-report.txt', text: reportAsText(report) });
}

/** What an import brought and what it did not. */
export function ImportReportView({
  report,
  onClose,
}: {
  readonly report: ImportReport;
  readonly onClose: () => void;
}) {
  const workspace = useWorkspace();
  const shown = useRef(false);
  const [first] = report.documents;
  const clean = report.errors.length === 0 && !report.cancelled;
  const leave = () => {
    if (shown.current) return;
    shown.current = true;
    onClose();
    if (!first) return;
    openDocument(workspace, first.id);
    goToPane(workspace, 'text');
  };
  return (
    <DialogFrame
      title="Import"
      onClose={leave}
      footer={
        <>
          <Button onPress={() => void workspace.attempt(() => save(report))}>
            <Save aria-hidden="true" />
            Save report …
          </Button>
          <Button
            onPress={() =>
              void workspace.attempt(
                async () => void (await shell('copyText', { text: reportAsText(report) })),
              )
            }
          >
            <Copy aria-hidden="true" />
            Copy report
          </Button>
          <Button look="primary" onPress={leave} autoFocus>
            {first ? 'Read' : 'Close'}
          </Button>
        </>
      }
    >
      <p className={styles.summary} role="status">
        {clean ? <CircleCheck aria-hidden="true" /> : <CircleAlert aria-hidden="true" />}
        {reportInWords(report)}
      </p>
      <Rows
        title="Could not be read"
        rows={report.errors}
        render={(error) => (
          <li key={error.path}>
            <strong>{error.path}</strong>
            <span>
              {error.message} {error.remedy}
            </span>
          </li>
        )}
      />
      <Rows
        title="Warnings"
        rows={report.warnings}
        render={(warning) => (
          <li key={`${warning.path} ${warning.code} ${warning.message}`}>
            <strong>{warning.path}</strong>
            <span>{warning.message}</span>
          </li>
        )}
      />
      <Rows
        title="Already here"
        rows={report.duplicates}
        render={(duplicate) => (
          <li key={duplicate.path}>
            <strong>{duplicate.title}</strong>
            <span>{duplicate.path}</span>
          </li>
        )}
      />
      <Rows
        title="Imported"
        rows={report.documents}
        render={(document) => (
          <li key={document.id}>
            <strong dir="auto">{document.title}</strong>
            <span>
              {document.path} · {inDigits(document.length)} characters
              {document.leftOut.length > 0 && ` · ${leftOutInWords(document)}`}
              {document.annotations > 0 && ` · ${inDigits(document.annotations)} annotations`}
            </span>
          </li>
        )}
      />
    </DialogFrame>
  );
}
