import { describeAction, type UndoState } from '../../core/journal/action.ts';
import {
  nameOfFile,
  recoverProject,
  withNewProject,
  withProject,
  withProjectToRead,
} from '../../workbench/project-file.ts';
import { type CommandContext, errorText, numbered, type Outcome } from '../outcome.ts';

/** `new P.gloss` */
export function makeProject(
  path: string,
  name: string | undefined,
  { warn }: CommandContext,
): Promise<Outcome> {
  return withNewProject(path, name?.trim() || nameOfFile(path), warn, ({ store }) => {
    const project = store.read.project();
    return { json: { path, project }, text: `Made ${path}: ‘${project.name}’.\n`, failed: false };
  });
}

/** `info P.gloss` */
export function describeProject(path: string, { warn }: CommandContext): Promise<Outcome> {
  return withProjectToRead(path, warn, ({ store }) => {
    const project = store.read.project();
    const counts = store.read.counts();
    const { undo, redo } = store.read.undoState();
    const lines = [
      `${project.name}`,
      `  ${numbered(counts.documents, 'document', 'documents')}, ${numbered(counts.textLength, 'character', 'characters')} (UTF-16)`,
      `  ${numbered(counts.annotations, 'annotation', 'annotations')}`,
      `  ${numbered(counts.relations, 'relation', 'relations')}`,
      `  ${numbered(counts.codes, 'code', 'codes')}`,
      `  ${numbered(counts.documentCodes, 'document code', 'document codes')}`,
      `  ${numbered(counts.entities, 'entity', 'entities')}`,
      `  ${numbered(counts.comments, 'comment', 'comments')}, ${numbered(counts.memos, 'memo', 'memos')}`,
      `  ${numbered(counts.verdicts, 'verdict', 'verdicts')}, ${numbered(counts.assignments, 'assignment', 'assignments')}`,
      `  ${numbered(counts.persons, 'person', 'people')}: ${store.read
        .persons()
        .map((person) => person.name)
        .join(', ')}`,
      `  ${numbered(counts.actions, 'action', 'actions')} in the journal`,
      ...(undo ? [`  undo: ${describeAction(undo.type, undo.subject)}`] : []),
      ...(redo ? [`  redo: ${describeAction(redo.type, redo.subject)}`] : []),
    ];
    return { json: { path, project, ...counts, undo, redo }, text: `${lines.join('\n')}\n`, failed: false };
  });
}

/** `check P.gloss` */
export function checkProject(path: string, { warn, signal, onProgress }: CommandContext): Promise<Outcome> {
  return withProjectToRead(path, warn, async ({ store }) => {
    const report = await store.check({
      signal,
      onProgress: (done, total) => onProgress({ phase: 'check', done, total, detail: path }),
    });
    const { actions, annotations, texts } = report.checked;
    const checked = `${numbered(texts, 'text', 'texts')}, ${numbered(annotations, 'annotation', 'annotations')}, ${numbered(actions, 'action', 'actions')}`;
    const verdict = report.ok
      ? `${path} is sound: ${checked}.\n`
      : `${path} has ${numbered(report.problems.length, 'problem', 'problems')} (${checked}):\n${report.problems.map(errorText).join('')}`;
    return { json: { path, ...report }, text: verdict, failed: !report.ok };
  });
}

function next(what: string, step: UndoState['undo']): string {
  return step ? `Next ${what}: ${describeAction(step.type, step.subject)}.\n` : `Nothing more to ${what}.\n`;
}

/** `undo P.gloss`, `redo P.gloss` */
export function reverse(type: 'undo' | 'redo', path: string, { warn }: CommandContext): Promise<Outcome> {
  return withProject(path, warn, ({ store, me }) => {
    const before = store.read.undoState()[type];
    const { action, undoState } = type === 'undo' ? store.undo(me.id) : store.redo(me.id);
    const done = before ?? { type: action.type, subject: action.subject };
    const said = `${type === 'undo' ? 'Undid' : 'Did again'}: ${describeAction(done.type, done.subject)}.\n`;
    return {
      json: { path, [type === 'undo' ? 'undone' : 'redone']: done, ...undoState },
      text: said + next(type, undoState[type]),
      failed: false,
    };
  });
}

/** `backup P.gloss` */
export function backUpProject(path: string, { warn, signal, onProgress }: CommandContext): Promise<Outcome> {
  return withProjectToRead(path, warn, async ({ store }) => {
    const made = await store.backup({
      force: true,
      signal,
      onProgress: (done, total) => onProgress({ phase: 'backup', done, total, detail: path }),
    });
    const backups = store.backups();
    const text = made === null ? 'The newest backup holds all of it already.\n' : `Backed up to ${made}.\n`;
    return { json: { path, backup: made, backups }, text, failed: false };
  });
}

/** `recover DAMAGED.gloss NEW.gloss` */
export async function recover(damaged: string, into: string): Promise<Outcome> {
  const report = recoverProject(damaged, into);
  const { documents, annotations, codes, persons } = report.kept;
  const lines = [
    `Recovered into ${into}: ${numbered(documents, 'document', 'documents')}, ${numbered(annotations, 'annotation', 'annotations')}, ${numbered(codes, 'code', 'codes')}, ${numbered(persons, 'person', 'people')}.`,
    report.lost.length > 0 ? 'Lost:' : 'Nothing was lost.',
    ...report.lost.map(({ count, message }) => `  ${message} (${count})`),
    `${damaged} has been left as it is.`,
  ];
  return { json: { damaged, ...report }, text: `${lines.join('\n')}\n`, failed: report.lost.length > 0 };
}
