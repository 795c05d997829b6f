import { useEffect, useRef, useState } from 'react';
import type { AgreementReport } from '../../contract/procedures.ts';
import { MEASURE_NAMES, REASON_WORDS } from '../../core/agreement/words.ts';
import { toErrorValue } from '../../core/errors.ts';
import { Button } from '../controls/buttons.tsx';
import { Progress } from '../controls/Progress.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import { useJob } from '../session/use-job.ts';
import styles from './AgreementPage.module.css';
import { figure } from './figures.ts';
import { Passages } from './Passages.tsx';
import { SettingsForm } from './SettingsForm.tsx';
import { type AgreementSettings, keepSettings, requestOf, settingsIn } from './settings.ts';
import { type Chosen, CodeTable, Confusion, DocumentTable, PairMatrix } from './Tables.tsx';

/** What to do where there is nothing to compare yet. */
function Lesson({ report }: { readonly report: AgreementReport }) {
  if (report.reason === 'one-person') {
    return (
      <p className={styles.lesson}>
        Agreement needs the work of two people on the same document; so far{' '}
        {report.people.length === 0 ? 'nobody has' : 'one person has'} marked anything here. Give a colleague
        a copy of the project, let them code without seeing yours, and merge what they send back.
      </p>
    );
  }
  if (report.reason === 'no-shared-document') {
    return (
      <p className={styles.lesson}>
        No document was worked on by two people. Let a colleague code one that you have coded; someone who
        finds nothing in a document marks it as done.
      </p>
    );
  }
  return null;
}

function Whole({ report }: { readonly report: AgreementReport }) {
  const { value, reason, interval, intervalReason, gamma } = report;
  return (
    <div className={styles.whole}>
      <p className={styles.value}>
        <span>{MEASURE_NAMES[report.measure]}</span>{' '}
        <strong>{value === null ? 'undefined' : figure(value, 3)}</strong>
      </p>
      {value === null && reason !== null && <p>{REASON_WORDS[reason]}</p>}
      {interval && (
        <p>
          {`${Math.round(100 * interval.level)} % interval from ${figure(interval.low, 3)} to ${figure(interval.high, 3)}, documents drawn again ${inDigits(interval.resamples)} times`}
        </p>
      )}
      {value !== null && !interval && intervalReason !== null && (
        <p>No interval. {REASON_WORDS[intervalReason]}</p>
      )}
      {gamma && (
        <p>
          {`${counted(gamma.samples, 'continuum', 'continua')} of chance; the expected disorder is known to ${(100 * gamma.precision).toFixed(1)} %. ${gamma.gap === 0 ? 'The alignment is proven best.' : `The alignment may lie ${gamma.gap.toFixed(3)} above the best.`}`}
        </p>
      )}
      <p className={styles.hint}>
        {counted(report.people.length, 'person', 'people')},{' '}
        {counted(report.documents.length, 'shared document', 'shared documents')}
      </p>
    </div>
  );
}

function Results({
  report,
  onChoose,
}: {
  readonly report: AgreementReport;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  return (
    <>
      <Whole report={report} />
      <Lesson report={report} />
      {report.pairs.length > 0 && <PairMatrix report={report} onChoose={onChoose} />}
      {report.codes.length > 0 && <CodeTable report={report} onChoose={onChoose} />}
      {report.documents.length > 0 && <DocumentTable report={report} onChoose={onChoose} />}
      {report.confusion.length > 0 && <Confusion report={report} onChoose={onChoose} />}
      <section className={styles.part}>
        <h2>How it was counted</h2>
        <ul className={styles.notes}>
          {report.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </section>
    </>
  );
}

const FILTERS = [
  { name: 'Web page', extensions: ['html'] },
  { name: 'CSV table', extensions: ['csv'] },
];

/** How far people agree: one figure, its parts, and the passages behind each. */
export function AgreementPage() {
  const workspace = useWorkspace();
  const { notices } = workspace;
  const project = useProject();
  const [settings, setSettings] = useState<AgreementSettings>(() => settingsIn(workspace));
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { state, start, cancel } = useJob('agreement.measure');
  const saving = useJob('agreement.save');
  useEffect(() => {
    keepSettings(workspace, settings);
    start(requestOf(settings));
  }, [workspace, settings, start]);
  // The button that was pressed goes: who works by keyboard stays where the figures will stand.
  const results = useRef<HTMLDivElement>(null);
  const again = () => {
    results.current?.focus();
    start(requestOf(settings));
  };
  const change = (next: AgreementSettings) => {
    setChosen(null);
    setSettings(next);
  };
  const save = async () => {
    const path = await shell('chooseSavePath', {
      title: 'Save the report',
      suggestedName: `Agreement in ${project?.project.name ?? 'the project'}.html`.replace(
        /[\\/:*?"<>|]/g,
        ' ',
      ),
      filters: FILTERS,
    });
    if (path === null) return;
    const format = path.toLowerCase().endsWith('.csv') ? 'csv' : 'html';
    saving.start({ request: requestOf(settings), path, format }, 'Saving the report');
  };
  const savingState = saving.state;
  useEffect(() => {
    if (savingState.phase === 'done') notices.info('The report was saved.');
    if (savingState.phase === 'failed') notices.error(savingState.error);
  }, [savingState, notices]);
  return (
    <>
      <PageHeader title="Agreement" facts="how far people agree">
        <Button onPress={() => void save().catch(notices.error)} isDisabled={state.phase !== 'done'}>
          Save report …
        </Button>
      </PageHeader>
      <div className={styles.frame}>
        <div className={styles.body}>
          <SettingsForm settings={settings} onChange={change} />
          <div ref={results} className={styles.results} aria-live="polite" tabIndex={-1} data-first>
            {state.phase === 'running' && (
              <div className={styles.running}>
                <Progress label="Measuring" progress={state.progress} />
                <Button onPress={cancel}>Cancel</Button>
              </div>
            )}
            {state.phase === 'cancelled' && (
              <>
                <p className={styles.lesson}>Measuring was cancelled: there is no figure yet.</p>
                <Button onPress={again} autoFocus>
                  Measure again
                </Button>
              </>
            )}
            {state.phase === 'failed' && <p className={styles.lesson}>{errorWords(state.error)}</p>}
            {state.phase === 'done' && <Results report={state.output} onChoose={setChosen} />}
          </div>
          {chosen && <Passages settings={settings} chosen={chosen} onClose={() => setChosen(null)} />}
        </div>
      </div>
    </>
  );
}

function errorWords(thrown: unknown): string {
  const { message, remedy } = toErrorValue(thrown);
  return remedy === undefined ? message : `${message} ${remedy}`;
}
