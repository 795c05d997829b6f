import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
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
import { recalledColumns, rememberColumns } from './column-draft.ts';
import { originsInWords, withGiven } from './given-draft.ts';
import styles from './ImportDialog.module.css';
import { ImportReportView } from './ImportReportView.tsx';
import {
  canHaveAttachments,
  columnsWish,
  type FileDraft,
  importFileOf,
  isIncluded,
  metadataOf,
  UNDECIDED,
} from './import-draft.ts';
import { labelKey, pathWords, recalledLabels, rememberLabels } from './label-draft.ts';
import { MetadataBar } from './MetadataBar.tsx';
import { paceInWords } from './pace-words.ts';
import { useGiven } from './use-given.ts';

/** Files in one call. */
const READ_AT_ONCE = 5_000;

/** What of a file's draft it has to be read anew for. */
type Rereading = Pick<Partial<FileDraft>, 'encoding' | 'columns' | 'attachments'>;

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
  const [found, setCandidates] = useState<readonly ImportCandidate[]>([]);
  const [drafts, setDrafts] = useState<ReadonlyMap<string, FileDraft>>(new Map());
  const [shownPath, setShownPath] = useState<string | null>(null);
  const { start: startReading } = reading;
  const givenDraft = useGiven(found);
  const { given, tablePath } = givenDraft;
  /** without the table that says something of the others */
  const candidates = useMemo(
    () => found.filter(({ path }) => path !== tablePath).map((each) => withGiven(each, given)),
    [found, given, tablePath],
  );
  /** how often a file has been read anew, by path */
  const latest = useRef(new Map<string, number>());
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
    recallColumns(read);
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

  /** Reads files anew, in another encoding or with other columns, or because other cuts are proposed. */
  const reread = (files: readonly string[], change: Rereading = {}) => {
    const wishes = files.map((path) => {
      // Which row is which may have changed.
      decide(path, { ...change, leaveOut: new Set() });
      latest.current.set(path, (latest.current.get(path) ?? 0) + 1);
      const { encoding, columns, attachments } = { ...draftOf(path), ...change };
      return {
        path,
        ...(encoding === null ? {} : { encoding }),
        ...(columns === null ? {} : { columns: columnsWish(columns) }),
        ...(attachments ? { attachments } : {}),
      };
    });
    const turns = new Map(latest.current);
    void attempt(async () => {
      const { candidates: again } = await client.call('import.preview', { files: wishes });
      const anew = new Map(again.map((each) => [each.path, each]));
      // What was asked later may be answered first.
      const isLatest = (path: string) => latest.current.get(path) === turns.get(path);
      setCandidates((before) =>
        before.map((each) => (isLatest(each.path) ? (anew.get(each.path) ?? each) : each)),
      );
    });
  };
  const rereadMany = (files: readonly ImportCandidate[], change?: Rereading) => {
    const paths = files.map(({ path }) => path);
    for (let at = 0; at < paths.length; at += READ_AT_ONCE) {
      reread(paths.slice(at, at + READ_AT_ONCE), change);
    }
  };
  /** What is proposed for pages of the source is proposed anew. */
  const forgetCuts = (source: string) =>
    void attempt(async () => {
      await client.call('import.forgetCuts', { source });
      rereadMany(found.filter(({ cutSource }) => cutSource === source));
    });
  const takeAttachments = (attachments: boolean, all: boolean) =>
    rereadMany(
      found.filter((each) => (all ? canHaveAttachments(each) : each.path === shownPath)),
      { attachments },
    );
  const recallColumns = useEffectEvent((found: readonly ImportCandidate[]) => {
    for (const { path, parts } of found) {
      const columns = parts?.table && recalledColumns(parts.table);
      if (columns) reread([path], { columns });
    }
  });

  const included = useMemo(
    () => candidates.filter((candidate) => isIncluded(candidate, drafts.get(candidate.path) ?? UNDECIDED)),
    [candidates, drafts],
  );
  const shownUnread = candidates.find(({ path }) => path === shownPath)?.unread ? shownPath : null;
  const readShown = useEffectEvent((path: string) => reread([path]));
  useEffect(() => {
    if (shownUnread !== null) readShown(shownUnread);
  }, [shownUnread]);
  const wrong = included.find(
    ({ path, ...rest }) => dateProblem(metadataOf({ path, ...rest }, draftOf(path)).date) !== null,
  );
  const shown = candidates.find(({ path }) => path === shownPath);
  const run = () => {
    for (const { path, format, parts } of included) {
      const { labels, columns } = draftOf(path);
      if (format) rememberLabels(format, labels);
      if (parts?.table && columns) rememberColumns(parts.table, columns);
    }
    const ids = new Map(codes.map(({ id, kind, words }) => [`${kind} ${words}`.toLowerCase(), id]));
    running.start(
      {
        files: included.map((candidate) => importFileOf(candidate, draftOf(candidate.path), ids)),
        namePattern: givenDraft.pattern.trim(),
        ...(tablePath === null ? {} : { metadataTable: tablePath }),
      },
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
          {isRunning && (
            <Progress
              label="Importing"
              progress={running.state.progress}
              words={paceInWords(running.state.progress)}
            />
          )}
          {isReading && (
            <Progress
              label="Reading"
              progress={reading.state.progress}
              words={paceInWords(reading.state.progress)}
            />
          )}
          {wrong && <span className={styles.wrong}>The date of ‘{wrong.fileName}’ is not one.</span>}
          <Button onPress={isRunning ? running.cancel : onClose}>Cancel</Button>
          <Button
            look="primary"
            onPress={run}
            isDisabled={isRunning || included.length === 0 || wrong !== undefined || !givenDraft.settled}
          >
            Import {counted(included.length, 'file', 'files')}
          </Button>
        </>
      }
    >
      {reading.state.phase === 'failed' && <ErrorNote error={reading.state.error} />}
      {running.state.phase === 'failed' && <ErrorNote error={running.state.error} />}
      {read && candidates.length === 0 && <p className={styles.nothing}>There is nothing to import there.</p>}
      {candidates.some(({ set, error }) => !set && !error) && (
        <div className={styles.given} inert={isRunning}>
          <MetadataBar draft={givenDraft} />
        </div>
      )}
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
              origins={originsInWords(shown.path, given)}
              codes={codes}
              onDecide={(change) => decide(shown.path, change)}
              onDecideAll={decideAll}
              onAttachments={takeAttachments}
              onForgetCuts={forgetCuts}
              onEncoding={(encoding) => reread([shown.path], { encoding })}
              onColumns={(columns) => reread([shown.path], { columns })}
            />
          )}
        </div>
      )}
    </DialogFrame>
  );
}
