import { dirname } from 'node:path';
import type { RecordKind } from '../../core/journal/action.ts';
import type { MergeConflict, MergeReport, RecordTwin } from '../../core/review/merge/report.ts';
import { withOpened } from '../../workbench/exchange/exchange.ts';
import { runMerge } from '../../workbench/merge/run.ts';
import { withProject } from '../../workbench/project-file.ts';
import { seenMergeReport } from '../../workbench/seeing/seen-reports.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';
import { passphraseIn } from './send.ts';

const NOUNS: Partial<Record<RecordKind, readonly [one: string, many: string]>> = {
  person: ['person', 'people'],
  entity: ['entity', 'entities'],
  documentCode: ['document code', 'document codes'],
  progress: ['progress', 'progresses'],
};

function nounOf(kind: RecordKind, count: number): string {
  const [one, many] = NOUNS[kind] ?? [kind, `${kind}s`];
  return numbered(count, one, many);
}

function conflictLine({ kind, label, field, key, ours, theirs, taken }: MergeConflict): string {
  const where = key === null ? field : `${field} ${key}`;
  const said = (value: unknown) => JSON.stringify(value).slice(0, 60);
  return `  ${kind} ‘${label}’, ${where}: ${ours.personName} ${said(ours.value)}, ${theirs.personName} ${said(theirs.value)}; taken: ${taken}`;
}

function twinLine({ kind, name, likeName, share, annotations, lostCount }: RecordTwin): string {
  const what =
    kind === 'person'
      ? 'the same name'
      : `${Math.round(share * 100)} % of the text; ${lostCount} would find no place`;
  return `  perhaps the same ${kind}: ‘${name}’ and ‘${likeName}’ (${what}; ${numbered(annotations, 'annotation', 'annotations')})`;
}

function reportText(report: MergeReport, merged: boolean, dryRun: boolean): string {
  if (report.actions === 0 && report.records.length === 0) {
    return `Nothing in ${report.file} is new here.\n`;
  }
  const people = report.people.map(({ name, isNew }) => (isNew ? `${name} (new)` : name)).join(', ');
  const lines = [
    `${dryRun ? 'Would merge' : merged ? 'Merged' : 'Read'} ${report.file}: ‘${report.projectName}’${report.sameProject ? '' : ', which is another project'}.`,
    `  ${numbered(report.actions, 'action', 'actions')} by ${people || 'nobody'}`,
    ...report.records.map(
      ({ kind, made, changed, deleted }) =>
        `  ${nounOf(kind, made)} new, ${changed} changed, ${deleted} deleted`,
    ),
    ...report.documents.map(({ name, otherName }) => `  the same document: ‘${otherName}’ is ‘${name}’`),
    ...report.codes.map(({ name }) => `  the same code: ‘${name}’`),
    ...report.proposals.map(
      ({ name, likeName, reason }) => `  nearly the same: ‘${name}’ and ‘${likeName}’ (${reason})`,
    ),
    ...report.twins.map(twinLine),
    ...report.revived.map(({ kind, name }) => `  kept, although one side deleted it: ${kind} ‘${name}’`),
    ...(report.reanchored > 0
      ? [`  ${numbered(report.reanchored, 'annotation', 'annotations')} placed anew in a changed text`]
      : []),
    ...(report.lostCount > 0
      ? [`  ${numbered(report.lostCount, 'annotation', 'annotations')} without a place in the present text:`]
      : []),
    ...report.lost.map(({ title, quote }) => `    ‘${quote}’ in ‘${title}’`),
    ...(report.conflictCount > 0
      ? [`Changed on both sides: ${report.conflictCount}. The later is taken.`]
      : []),
    ...report.conflicts.map(conflictLine),
    ...(report.blind
      ? ['What is said in documents that you are not done with is not told: the project is blind.']
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

interface MergeWishes {
  readonly dryRun: boolean;
  /** takes all twins for one */
  readonly unite: boolean;
  readonly passphraseFile?: string | undefined;
}

/** `merge P.gloss OTHER.gloss` */
export function mergeInto(
  path: string,
  other: string,
  { dryRun, unite, passphraseFile }: MergeWishes,
  { warn, signal, onProgress }: CommandContext,
): Promise<Outcome> {
  const passphrase = passphraseIn(passphraseFile);
  return withProject(path, warn, async (session) => {
    const { report, commit } = await withOpened(other, passphrase, dirname(session.store.path), (file) =>
      runMerge(session, { file, dryRun, unions: unite ? 'all' : [] }, { signal, onProgress }),
    );
    const merged = commit !== null;
    const seen = seenMergeReport(session, report);
    return { json: { merged, dryRun, report: seen }, text: reportText(seen, merged, dryRun), failed: false };
  });
}
