import type { ListedMerge, OutputOf, ProcedureName } from '../../contract/procedures.ts';
import type { CallContext, Handlers, ParsedInput } from '../../contract/server.ts';
import type { RecordKind } from '../../core/journal/action.ts';
import type { MergeReport } from '../../core/review/merge/report.ts';
import type { StoreReader } from '../../store/types.ts';
import type { Session } from '../session.ts';
import { seenBy } from './seeing.ts';

/** What people say of documents. */
const SAID: ReadonlySet<RecordKind> = new Set<RecordKind>([
  'annotation',
  'relation',
  'documentCode',
  'comment',
  'memo',
  'verdict',
  'relationVerdict',
]);

function isSeen(seen: StoreReader, kind: RecordKind, id: string): boolean {
  if (kind === 'annotation' || kind === 'relation' || kind === 'documentCode')
    return seen[kind](id) !== undefined;
  if (kind === 'comment' || kind === 'memo') return seen[kind](id) !== undefined;
  if (kind === 'verdict' || kind === 'relationVerdict') return seen[kind](id) !== undefined;
  return true;
}

/** A report of a merge without what it tells of documents that I am not done with; nobody is counted there either. */
export function seenMergeReport(session: Session, report: MergeReport): MergeReport {
  const seen = seenBy(session);
  if (!seen.documents().some(({ id }) => seen.hidesOthers(id))) return report;
  const conflicts = report.conflicts.filter(({ kind, id }) => isSeen(seen, kind, id));
  const lost = report.lost.filter(({ annotationId }) => seen.annotation(annotationId) !== undefined);
  return {
    ...report,
    records: report.records.filter(({ kind }) => !SAID.has(kind)),
    twins: report.twins.map((twin) => ({ ...twin, annotations: 0, lost: [], lostCount: 0 })),
    conflicts,
    conflictCount: report.conflictCount - (report.conflicts.length - conflicts.length),
    lost,
    lostCount: lost.length,
    reanchored: 0,
    blind: true,
  };
}

/** What is wrong with the file is told; whose hidden record it concerns, and how many there are, is not. */
function seenCheck(session: Session, report: OutputOf<'project.check'>): OutputOf<'project.check'> {
  const { read } = session.store;
  const seen = seenBy(session);
  const problems = report.problems.map((problem) => {
    const id = problem.place?.recordId ?? '';
    const kinds = [
      'annotation',
      'relation',
      'documentCode',
      'comment',
      'memo',
      'verdict',
      'relationVerdict',
    ] as const;
    if (!kinds.some((kind) => read[kind](id) && !seen[kind](id))) return problem;
    return {
      code: problem.code,
      message: 'A record is damaged that a colleague made in a document hidden from you.',
    };
  });
  const checked = { ...report.checked, annotations: seen.counts().annotations };
  return { ...report, problems, checked };
}

/**
 * What an action or a job answers, of which some comes from everything there is: the same answer without what is hidden from me. `seen`
 * answers questions from what I may see.
 */
export function seenAnswer(
  session: Session,
  name: ProcedureName,
  input: object,
  answer: unknown,
  seen: Handlers,
  context: CallContext,
): unknown {
  if (!session.store.read.project().blind) return answer;
  switch (name) {
    case 'merging.preview':
      return Promise.resolve(answer as MergeReport).then((report) => seenMergeReport(session, report));
    case 'merging.run':
      return Promise.resolve(answer as OutputOf<'merging.run'>).then(({ report, commit }) => ({
        commit,
        report: seenMergeReport(session, report),
      }));
    case 'merging.log':
      return (answer as readonly ListedMerge[]).map((merge) => ({
        ...merge,
        report: seenMergeReport(session, merge.report),
      }));
    case 'texts.change':
      return Promise.resolve(answer as OutputOf<'texts.change'>).then(async (changed) => {
        const { documentId } = input as ParsedInput<'texts.change'>;
        const actionId = changed.commit?.action.id;
        if (actionId === undefined) return { ...changed, report: { ...changed.report, changes: [] } };
        return { ...changed, report: await seen['texts.report']({ documentId, actionId }, context) };
      });
    case 'project.check':
      return Promise.resolve(answer as OutputOf<'project.check'>).then((report) =>
        seenCheck(session, report),
      );
    default:
      return answer;
  }
}
