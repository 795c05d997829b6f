import type { AnchorChange, TextChange, TextChangeReport } from '../../contract/procedures.ts';
import { filterOf } from '../../workbench/export/choose.ts';
import { withProject, withProjectToRead } from '../../workbench/project-file.ts';
import { seenBy } from '../../workbench/seeing/seeing.ts';
import type { Session } from '../../workbench/session.ts';
import { changeText, previewTextChange } from '../../workbench/texts/change.ts';
import { namedChanges } from '../../workbench/texts/named-changes.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';

interface Wishes {
  readonly format?: string;
  readonly encoding?: string;
  readonly cut?: readonly string[];
  readonly dryRun?: boolean;
}

const WORDS: Readonly<Record<AnchorChange['outcome'], string>> = {
  moved: 'moved',
  changed: 'changed',
  lost: 'lost',
  found: 'found again',
};

/** Changes printed for people; --json has all. */
const PRINTED = 100;
const QUOTE_LENGTH = 80;

function quoted(spans: AnchorChange['before']): string {
  const words = spans
    .map(({ quote }) => quote)
    .join(' … ')
    .replace(/\s+/g, ' ');
  return `“${words.length > QUOTE_LENGTH ? `${words.slice(0, QUOTE_LENGTH - 1)}…` : words}”`;
}

function changeLine({ outcome, before, after }: AnchorChange): string {
  const now = outcome === 'changed' ? ` → ${quoted(after)}` : '';
  return `  ${WORDS[outcome]}: ${quoted(before)}${now}`;
}

function reportText(report: TextChangeReport, dryRun: boolean): string {
  const { title, same, counts, changes } = report;
  if (same) return `‘${title}’ has this very text already; nothing changed.\n`;
  const told = [
    `${numbered(counts.kept, 'annotation stays', 'annotations stay')} with its words`,
    `${counts.moved} moved`,
    `${counts.changed} changed`,
    `${counts.lost} lost`,
    ...(counts.found > 0 ? [`${counts.found} found again`] : []),
    ...(counts.stillLost > 0 ? [`${counts.stillLost} still lost`] : []),
  ].join(', ');
  const lines = [
    `${dryRun ? 'Would give' : 'Gave'} ‘${title}’ another text (${report.oldLength} → ${report.newLength} characters).`,
    `${told.replace('annotations stay with its', 'annotations stay with their')}.`,
    ...changes.slice(0, PRINTED).map(changeLine),
    ...(changes.length > PRINTED ? [`  … and ${changes.length - PRINTED} more; --json lists all.`] : []),
    ...(report.warnings.length > 0 ? ['Warnings:'] : []),
    ...report.warnings.map(({ message }) => `  ${message}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** `reimport P.gloss DOCUMENT [FILE]` */
export function reimport(
  path: string,
  document: string,
  file: string | undefined,
  { dryRun = false, cut, ...said }: Wishes,
  { warn, signal, onProgress }: CommandContext,
): Promise<Outcome> {
  const wishes = { ...said, ...(cut ? { cut: cut.filter((reason) => reason !== 'none') } : {}) };
  const change: TextChange =
    file === undefined ? { from: 'original', ...wishes } : { from: 'file', path: file, ...wishes };
  const context = { signal, onProgress };
  const work = async (session: Session): Promise<Outcome> => {
    const documentId = filterOf(session.store.read, { documents: [document] }).documentIds?.[0] ?? '';
    const wanted = { documentId, change };
    const report = dryRun
      ? await previewTextChange(session, wanted, context, Number.POSITIVE_INFINITY)
      : (await changeText(session, wanted, context, Number.POSITIVE_INFINITY)).report;
    const { documentId: id, title, oldTextId, newTextId, same, oldLength, newLength } = report;
    const { counts, changes, warnings } = report;
    const seen = seenBy(session);
    const told = changes.filter(({ annotationId }) => seen.annotation(annotationId) !== undefined);
    const named = namedChanges(seen, told);
    const summary = { documentId: id, title, oldTextId, newTextId, same, oldLength, newLength, counts };
    return {
      json: { path, dryRun, ...summary, changes: named, warnings },
      text: reportText({ ...report, changes: told }, dryRun),
      failed: false,
    };
  };
  return dryRun ? withProjectToRead(path, warn, work) : withProject(path, warn, work);
}
