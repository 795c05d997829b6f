import type { Id } from '../../core/ids.ts';
import { newId } from '../../core/ids.ts';
import { LISTED_LIMIT, type MergeReport, type RecordTwin } from '../../core/review/merge/report.ts';
import { Knowledge } from '../../core/review/merge/vector.ts';
import type { Connection, SqlValue } from '../connection.ts';
import type { HashingThread } from '../journal/hashing-thread.ts';
import type { RecordWriter } from '../journal/record-writer.ts';
import { commitOf, runAction } from '../journal/run-action.ts';
import { noteStep } from '../journal/steps.ts';
import type { StoreState } from '../journal/store-state.ts';
import { Touched } from '../journal/touched.ts';
import type { ActionRow } from '../read/journal.ts';
import { recordNumber, recordTables } from '../rows/record-table.ts';
import { storedJson } from '../rows/stored-json.ts';
import { unpackText } from '../rows/text-value.ts';
import { Aliases } from './aliases.ts';
import { cancelledMerge, type Selection, selectArrivals } from './arrivals.ts';
import { Decider } from './decide.ts';
import { Gathered, type SpokenOf } from './gather.ts';
import { JournalWrites, retractedGroups } from './journal-writes.ts';
import { learnedIn } from './known.ts';
import type { MergeOptions, MergeResult } from './merge-result.ts';
import { type OtherFile, openOther } from './other-file.ts';
import { Outcome } from './outcome.ts';
import { type Arrival, hashingThreadFor, proveArrivals } from './prove.ts';
import { resolveConflicts } from './resolve.ts';
import { Settlement } from './settlement.ts';
import { takeInActions, wakeActions } from './take-in.ts';
import { twinsIn } from './twins.ts';

/** Thrown to roll back a dry run; it never leaves this file. */
class OnlyTried {
  readonly report: MergeReport;
  constructor(report: MergeReport) {
    this.report = report;
  }
}

/** Lets each record that the actions taken in speak of lead to their changes. */
function linkChanges(connection: Connection, rows: readonly SpokenOf[]): void {
  for (const { changeRow, ids } of rows) {
    for (const [kind, found] of ids) {
      connection
        .prepare(
          `INSERT OR IGNORE INTO change_of (record, change)
           SELECT spoken.row * ? + ?, ? FROM json_each(?) AS ids
             JOIN ${recordTables[kind].table} AS spoken ON spoken.id = ids.value`,
        )
        .run(
          recordNumber(kind, 1) - recordNumber(kind, 0),
          recordNumber(kind, 0),
          changeRow,
          JSON.stringify(found),
        );
    }
  }
}

function peopleOf(connection: Connection, actions: readonly ActionRow[], known: ReadonlySet<Id>) {
  return [...new Set(actions.map(({ person_id }) => person_id))].flatMap((id) => {
    const found = connection.prepare<{ name: SqlValue }>('SELECT name FROM person WHERE id = ?').get(id);
    return found ? [{ id, name: unpackText(found.name), isNew: !known.has(id) }] : [];
  });
}

function reportOf(
  connection: Connection,
  other: OtherFile,
  actions: readonly ActionRow[],
  outcome: Outcome,
  before: { readonly projects: ReadonlySet<Id>; readonly people: ReadonlySet<Id> },
  twins: readonly RecordTwin[] = [],
): MergeReport {
  const [project] = other.projects;
  return {
    file: other.path,
    projectId: project?.id ?? '',
    projectName: project?.name ?? '',
    sameProject: other.projects.some(({ id }) => before.projects.has(id)),
    actions: actions.length,
    people: peopleOf(connection, actions, before.people),
    records: outcome.records,
    documents: outcome.documents.slice(0, LISTED_LIMIT),
    codes: outcome.codes.slice(0, LISTED_LIMIT),
    proposals: outcome.proposals.slice(0, LISTED_LIMIT),
    twins,
    conflicts: outcome.conflicts,
    conflictCount: outcome.conflictCount,
    reanchored: outcome.reanchored,
    lost: outcome.lost,
    lostCount: outcome.lostCount,
    revived: outcome.revived.slice(0, LISTED_LIMIT),
  };
}

function idsIn(connection: Connection, table: 'project' | 'person'): ReadonlySet<Id> {
  return new Set(
    connection
      .prepare<{ id: Id }>(`SELECT id FROM ${table}`)
      .all()
      .map(({ id }) => id),
  );
}

/** Within the action's transaction: `seq` is the place of the merge in the journal. */
function takeIn(
  state: StoreState,
  other: OtherFile,
  selection: Selection,
  arrivals: readonly Arrival[],
  writer: RecordWriter,
  seq: number,
): MergeReport {
  const { connection } = state;
  const actions = arrivals.map(({ action }) => action);
  const before = { projects: idsIn(connection, 'project'), people: idsIn(connection, 'person') };
  connection.prepare("INSERT INTO merge (action, in_force, report) VALUES (?, 1, '{}')").run(seq);
  const taken = takeInActions(connection, other, actions, seq - actions.length - 1, seq);
  const awake = wakeActions(connection, selection, seq);
  const retracted = retractedGroups(connection);
  const gathered = new Gathered(connection, retracted);
  gathered.addAwake(awake);
  gathered.addArrivals(
    taken.map(({ action, seq: at }, i) => ({ seq: at, action, rows: arrivals[i]?.rows ?? [] })),
  );
  const { touches } = gathered;
  const knowledge = new Knowledge(learnedIn(connection));
  const outcome = new Outcome(connection, knowledge);
  const aliases = Aliases.stored(connection);
  const journal = new JournalWrites(connection, retracted, seq);
  const decider = new Decider(state, journal, touches, aliases);
  new Settlement({ context: state, writer, decider, gathered, touches, knowledge, outcome, other }).run();
  linkChanges(connection, gathered.spoken);
  aliases.save(connection, seq);
  const twins = twinsIn(state.reader, outcome.arrived);
  const report = reportOf(connection, other, actions, outcome, before, twins);
  connection.prepare('UPDATE merge SET report = ? WHERE action = ?').run(JSON.stringify(report), seq);
  return report;
}

function nothingNew(connection: Connection, other: OtherFile): MergeReport {
  const before = { projects: idsIn(connection, 'project'), people: idsIn(connection, 'person') };
  return reportOf(connection, other, [], new Outcome(connection, new Knowledge([])), before);
}

function mergeAction(
  state: StoreState,
  other: OtherFile,
  selection: Selection,
  arrivals: readonly Arrival[],
  thread: HashingThread | null,
  { personId, actionId, dryRun }: MergeOptions,
): MergeResult {
  const { connection } = state;
  const id = actionId ?? newId();
  const awakened = selection.dormant.map(({ replica, to }) => {
    const found = connection
      .prepare<{ clock: string }>(
        `SELECT clock FROM action JOIN replica ON replica.row = action.replica WHERE replica.id = ? AND replica_seq = ?`,
      )
      .get(replica.id, to);
    return found?.clock ?? '';
  });
  const latestClock = [arrivals[arrivals.length - 1]?.action.clock ?? '', ...awakened].sort().pop() ?? '';
  try {
    const { value, commit } = runAction(
      state,
      {
        id,
        type: 'merge',
        subject: other.projects[0]?.name ?? '',
        personId,
        groupId: id,
        reverses: null,
        evenIfEmpty: true,
        arrivals: {
          count: arrivals.length,
          latestClock,
          knows: selection.knows,
          ...(thread ? { hashing: thread } : {}),
        },
      },
      (writer, seq) => {
        const report = takeIn(state, other, selection, arrivals, writer, seq);
        if (dryRun) throw new OnlyTried(report);
        return report;
      },
      ({ seq, altered }) =>
        noteStep(connection, { seq, type: 'merge', groupId: id, openGroup: true }, altered),
    );
    return { report: value, mergeId: id, commit };
  } catch (thrown) {
    if (thrown instanceof OnlyTried) return { report: thrown.report, mergeId: '', commit: null };
    throw thrown;
  }
}

/** The report that the merge of this action left. */
function reportOfAction(connection: Connection, actionId: Id): MergeReport | undefined {
  const found = connection
    .prepare<{ report: string }>(
      'SELECT report FROM merge JOIN action ON action.seq = merge.action WHERE action.id = ?',
    )
    .get(actionId);
  return found && storedJson<MergeReport>(found.report, 'the report of a merge');
}

/** See ProjectStore.merge. */
export async function mergeFile(
  state: StoreState,
  file: string,
  options: MergeOptions,
): Promise<MergeResult> {
  const { connection } = state;
  const other = openOther(file, connection.path);
  let thread: HashingThread | null = null;
  try {
    const done = options.actionId === undefined ? undefined : commitOf(connection, options.actionId);
    const left = options.actionId === undefined ? undefined : reportOfAction(connection, options.actionId);
    if (done && left) return { report: left, mergeId: '', commit: done };
    const selection = selectArrivals(connection, other);
    if (selection.fresh.length + selection.dormant.length === 0) {
      return { report: nothingNew(connection, other), mergeId: '', commit: null };
    }
    thread = hashingThreadFor(other, selection);
    const arrivals = await proveArrivals(connection, other, selection, thread, options);
    if (options.signal?.aborted) throw cancelledMerge();
    const merged = mergeAction(state, other, selection, arrivals, thread, options);
    if (options.dryRun || !merged.commit) return merged;
    const resolved = resolveConflicts(state, merged.commit.action.id, merged.report, options);
    if (!resolved) return merged;
    // Whoever is told of the commit is told of both actions by it.
    const touched = new Touched();
    for (const commit of [merged.commit, resolved]) touched.include(commit.touched);
    return { ...merged, commit: { ...resolved, touched: touched.records } };
  } finally {
    thread?.close();
    other.close();
  }
}
