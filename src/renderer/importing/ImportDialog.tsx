import { useEffect, useMemo, useState } from 'react';
import type { ImportCandidate } from '../../contract/procedures.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { Button } from '../controls/buttons.tsx';
import { DialogFrame } from '../controls/DialogFrame.tsx';
import { Progress } from '../controls/Progress.tsx';
import { counted } from '../controls/words.ts';
import { dateProblem } from '../documents/partial-date.ts';
import { ErrorNote } from '../notices/ErrorNote.tsx';
import { useCodebook } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { useJob } from '../session/use-job.ts';
import { CandidateDetails } from './CandidateDetails.tsx';
import { CandidateList } from './CandidateList.tsx';
import styles from './ImportDialog.module.css';
import { ImportReportView } from './ImportReportView.tsx';
import { type FileDraft, importFileOf, isIncluded, metadataOf, UNDECIDED } from './import-draft.ts';
import { labelKey, pathWords, recalledLabels, rememberLabels } from './label-draft.ts';

/** What labels became the last time is proposed again. */
function recalledDrafts(candidates: readonly ImportCandidate[]): ReadonlyMap<string, FileDraft> {
  const drafts = new Map<string, FileDraft>();
  for (const { path, format, set } of candidates) {
    const recalled = set && format ? recalledLabels(format) : new Map<string, string>();
    const keys = new Set(set?.labels.map(labelKey));
    const labels = new Map([...recalled].filter(([key]) => keys.has(key)));
    if (labels.size > 0) drafts.set(path, { ...UNDECIDED, labels });
  }
  return drafts;
}

interface ImportDialogProps {
  readonly paths: readonly string[];
  readonly onClose: () => void;
}

/** Shows what the files hold before anything is stored, lets the user decide, imports, and reports. */
export function ImportDialog({ paths, onClose }: ImportDialogProps) {
  const { client, attempt } = useWorkspace();
  const reading = useJob('import.preview');
  const running = useJob('import.run');
  const [candidates, setCandidates] = useState<readonly ImportCandidate[]>([]);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, FileDraft>>(new Map());
  const [shownPath, setShownPath] = useState<string | null>(null);
  const { start: startReading } = reading;
  const codebook = useCodebook();
  const codes = useMemo(() => {
    const byId = new Map(codebook.map((code) => [code.id, code]));
    return codebook.map((code) => ({ id: code.id, kind: code.kind, words: pathWords(codePath(code, byId)) }));
  }, [codebook]);

  useEffect(() => startReading({ files: paths.map((path) => ({ path })) }), [paths, startReading]);
  const read = reading.state.phase === 'done' ? reading.state.output.candidates : null;
  useEffect(() => {
    if (!read) return;
    setCandidates(read);
    setDrafts(recalledDrafts(read));
    setShownPath((read.find(({ error }) => error === null) ?? read[0])?.path ?? null);
  }, [read]);

  const draftOf = (path: string) => drafts.get(path) ?? UNDECIDED;
  const decide = (path: string, change: Partial<FileDraft>) =>
    setDrafts((before) => new Map(before).set(path, { ...(before.get(path) ?? UNDECIDED), ...change }));
  const decideAll = (change: Partial<FileDraft>) =>
    setDrafts(
      (before) =>
        new Map(
          candidates.map(({ path }) => [path, { ...(before.get(path) ?? UNDECIDED), ...change }] as const),
        ),
    );

  /** Reads one file anew in another encoding. */
  const reencode = (path: string, encoding: string) => {
    decide(path, { encoding });
    void attempt(async () => {
      const again = await client.call('import.preview', { files: [{ path, encoding }] });
      const [anew] = again.candidates;
      if (anew) setCandidates((before) => before.map((each) => (each.path === path ? anew : each)));
    });
  };

  const included = useMemo(
    () => candidates.filter((candidate) => isIncluded(candidate, drafts.get(candidate.path) ?? UNDECIDED)),
    [candidates, drafts],
  );
  const wrong = included.find(
    ({ path, ...rest }) => dateProblem(metadataOf({ path, ...rest }, draftOf(path)).date) !== null,
  );
  const shown = candidates.find(({ path }) => path === shownPath);
  const run = () => {
    for (const { path, format } of included) if (format) rememberLabels(format, draftOf(path).labels);
    const ids = new Map(codes.map(({ id, kind, words }) => [`${kind} ${words}`.toLowerCase(), id]));
    running.start(
      { files: included.map((candidate) => importFileOf(candidate, draftOf(candidate.path), ids)) },
      `Importing ${counted(included.length, 'file', 'files')}`,
    );
  };

  if (running.state.phase === 'done')
    return <ImportReportView report={running.state.output} onClose={onClose} />;
  const isRunning = running.state.phase === 'running';
  const isReading = reading.state.phase === 'running';

  return (
    <DialogFrame
      title="Import"
      size="large"
      dismissable={!isRunning}
      onClose={onClose}
      footer={
        <>
          {isRunning && <Progress label="Importing" progress={running.state.progress} />}
          {isReading && <Progress label="Reading" progress={reading.state.progress} />}
          {wrong && <span className={styles.wrong}>The date of ‘{wrong.fileName}’ is not one.</span>}
          <Button onPress={isRunning ? running.cancel : onClose}>Cancel</Button>
          <Button
            look="primary"
            onPress={run}
            isDisabled={isRunning || included.length === 0 || wrong !== undefined}
          >
            Import {counted(included.length, 'file', 'files')}
          </Button>
        </>
      }
    >
      {reading.state.phase === 'failed' && <ErrorNote error={reading.state.error} />}
      {running.state.phase === 'failed' && <ErrorNote error={running.state.error} />}
      {read && candidates.length === 0 && <p className={styles.nothing}>There is nothing to import there.</p>}
      {candidates.length > 0 && (
        <div className={styles.columns} data-single={candidates.length === 1 || undefined} inert={isRunning}>
          {candidates.length > 1 && (
            <CandidateList
              candidates={candidates}
              draftOf={draftOf}
              shownPath={shownPath}
              onShow={setShownPath}
              onInclude={(path, include) => decide(path, { included: include })}
              onIncludeAll={(include) => decideAll({ included: include ? null : false })}
            />
          )}
          {shown && (
            <CandidateDetails
              key={shown.path}
              candidate={shown}
              draft={draftOf(shown.path)}
              alone={candidates.length === 1}
              codes={codes}
              onDecide={(change) => decide(shown.path, change)}
              onDecideAll={decideAll}
              onEncoding={(encoding) => reencode(shown.path, encoding)}
            />
          )}
        </div>
      )}
    </DialogFrame>
  );
}
