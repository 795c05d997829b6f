import { useEffect, useMemo, useRef, useState } from 'react';
import type { ImportCandidate, NameReading, TableReading } from '../../contract/procedures.ts';
import { type ErrorValue, toErrorValue } from '../../core/errors.ts';
import { useWorkspace } from '../session/session-context.ts';
import { shell } from '../session/shell.ts';
import { type JobState, useJob } from '../session/use-job.ts';
import { type GivenByPath, NOTHING_GIVEN } from './given-draft.ts';

/** Milliseconds after the last letter before names are read by the pattern. */
const PAUSE = 120;
const NO_NAMES: ReadonlyMap<string, NameReading> = new Map();

export interface GivenDraft {
  readonly pattern: string;
  setPattern(pattern: string): void;
  /** how the names are read by the pattern; empty where there is none, or it is not one */
  readonly names: ReadonlyMap<string, NameReading>;
  readonly patternError: ErrorValue | null;
  /** the path of the table; null for none */
  readonly tablePath: string | null;
  chooseTable(): void;
  dropTable(): void;
  readonly table: JobState<TableReading>;
  readonly given: GivenByPath;
  /** false while what is shown is not yet that of what was typed or chosen, or cannot be */
  readonly settled: boolean;
}

/** What the names of files say by a pattern, remembered from the project's last import, and what a table says of them. */
export function useGiven(candidates: readonly ImportCandidate[]): GivenDraft {
  const { client, notices, attempt } = useWorkspace();
  const [pattern, setPattern] = useState<string | null>(null);
  const [read, setRead] = useState<{
    of: string;
    names: ReadonlyMap<string, NameReading>;
    error: ErrorValue | null;
  } | null>(null);
  const [tablePath, setTablePath] = useState<string | null>(null);
  const { state, start, cancel } = useJob('import.readTable');
  const paths = useStable(
    useMemo(
      () =>
        candidates
          .filter(({ path, set, error }) => !set && !error && path !== tablePath)
          .map(({ path }) => path),
      [candidates, tablePath],
    ),
  );

  useEffect(() => {
    let current = true;
    client
      .call('import.habits', {})
      .then(({ namePattern }) => {
        // What was typed meanwhile counts.
        if (current) setPattern((typed) => typed ?? namePattern);
      })
      .catch((thrown) => {
        notices.error(thrown);
        if (current) setPattern((typed) => typed ?? '');
      });
    return () => {
      current = false;
    };
  }, [client, notices]);

  const wanted = pattern?.trim() ?? '';
  useEffect(() => {
    if (wanted === '' || paths.length === 0) return;
    let current = true;
    const timer = setTimeout(() => {
      client
        .call('import.readNames', { pattern: wanted, paths: [...paths] })
        .then((names) => {
          if (current)
            setRead({ of: wanted, names: new Map(names.map((each) => [each.path, each])), error: null });
        })
        .catch((thrown) => {
          if (current) setRead({ of: wanted, names: NO_NAMES, error: toErrorValue(thrown) });
        });
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, wanted, paths]);

  useEffect(() => {
    if (tablePath === null) cancel();
    else if (paths.length > 0) start({ table: tablePath, paths: [...paths] });
  }, [tablePath, paths, start, cancel]);

  const names = wanted !== '' && read?.error === null ? read.names : NO_NAMES;
  const table = useMemo(
    () =>
      tablePath !== null && state.phase === 'done'
        ? new Map(state.output.matched.map(({ path, given }) => [path, given]))
        : NOTHING_GIVEN.table,
    [tablePath, state],
  );
  const patternSettled =
    pattern !== null && (wanted === '' || paths.length === 0 || (read?.of === wanted && read.error === null));
  return {
    pattern: pattern ?? '',
    setPattern,
    names,
    patternError: wanted !== '' && read?.of === wanted ? read.error : null,
    tablePath,
    chooseTable: () =>
      void attempt(async () => {
        const [chosen] = await shell('chooseFiles', {
          title: 'The table that says something of the files',
          filters: [{ name: 'Tables', extensions: ['csv', 'tsv', 'xlsx', 'xlsm'] }],
        });
        if (chosen !== undefined) setTablePath(chosen);
      }),
    dropTable: () => setTablePath(null),
    table: state,
    given: useMemo(() => ({ names, table }), [names, table]),
    settled: patternSettled && (tablePath === null || paths.length === 0 || state.phase === 'done'),
  };
}

/** The list before, where it holds the same: so that what was asked about it is not asked again. */
function useStable(paths: readonly string[]): readonly string[] {
  const before = useRef(paths);
  const same =
    before.current.length === paths.length && before.current.every((path, at) => path === paths[at]);
  if (!same) before.current = paths;
  return before.current;
}
