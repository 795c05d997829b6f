import { CHANGES_LISTED, type TextChangeReport, type TextVersion } from '../../contract/procedures.ts';
import type { Span } from '../../core/annotation/annotation.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { HistoryEntry } from '../../core/journal/action.ts';
import { Reanchorer } from '../../core/text/reanchor-all.ts';
import type { StoreReader } from '../../store/types.ts';
import { documentOf, textOf } from '../find-record.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';
import type { Session } from '../session.ts';
import { eachInTurn, Placing } from './placing.ts';
import { wholeText } from './whole-text.ts';

/** Entries of a document's history that are gone through for its texts. */
const HISTORY_LIMIT = 10_000;

/** The changes of a document that gave it a text, newest first. */
export function textEntries(read: StoreReader, documentId: Id): readonly HistoryEntry[] {
  return read.history(documentId, HISTORY_LIMIT).filter(({ after }) => typeof after.textId === 'string');
}

/** The texts that a document has had, each with the action that first brought it, newest first. Raises `not-found`. */
export function textVersions(
  { store }: Session,
  { documentId }: { readonly documentId: Id },
): readonly TextVersion[] {
  const { read } = store;
  const { textId: present } = documentOf(read, documentId);
  const first = new Map<Id, HistoryEntry>();
  for (const entry of textEntries(read, documentId)) first.set(entry.after.textId as Id, entry);
  return [...first]
    .map(([textId, { actionId, type, at, personName }]) => {
      const { length, format, encoding } = textOf(read, textId);
      return {
        textId,
        actionId,
        type,
        at,
        personName,
        present: textId === present,
        length,
        format,
        encoding,
      };
    })
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** What an annotation's spans were right after an action in which they stayed as they were. */
function spansAfter(read: StoreReader, annotationId: Id, actionId: Id): readonly Span[] | undefined {
  let spans = read.annotation(annotationId)?.spans;
  for (const { actionId: at, before } of read.history(annotationId, HISTORY_LIMIT)) {
    if (at === actionId) return spans;
    if (before?.spans) spans = before.spans as unknown as readonly Span[];
  }
  return spans;
}

/**
 * The report of a change of text that was made earlier, from the journal. Raises `not-found` where the action gave the document no text,
 * `cancelled`.
 */
export async function pastReport(
  { store }: Session,
  { documentId, actionId }: { readonly documentId: Id; readonly actionId: Id },
  { signal, onProgress }: JobContext,
): Promise<TextChangeReport> {
  const { read } = store;
  const document = documentOf(read, documentId);
  const changes = read.changesOf(actionId);
  const textChange = changes.find(
    ({ id, before, after }) => id === documentId && before?.textId && after.textId,
  );
  if (!textChange) {
    throw new GlossatorError('not-found', 'This action did not give the document another text.', {
      place: { recordKind: 'document', recordId: documentId },
    });
  }
  const oldTextId = textChange.before?.textId as Id;
  const newTextId = textChange.after.textId as Id;
  const [older, newer] = [wholeText(read, oldTextId).text, wholeText(read, newTextId).text];
  const placing = new Placing(new Reanchorer(older, newer), CHANGES_LISTED);
  const touched = changes.filter(({ kind }) => kind === 'annotation');
  await eachInTurn(
    touched,
    ({ id, before }) => {
      const annotation = read.annotation(id);
      const spans = before?.spans
        ? (before.spans as unknown as readonly Span[])
        : spansAfter(read, id, actionId);
      if (annotation && spans) placing.place({ ...annotation, spans, lost: before?.lost === true });
    },
    (done) => {
      stopIfCancelled(signal, 'The report was cancelled.');
      onProgress({ phase: 'place', done, total: touched.length, detail: document.title });
    },
  );
  return {
    documentId,
    title: document.title,
    oldTextId,
    newTextId,
    same: false,
    oldLength: older.length,
    newLength: newer.length,
    counts: placing.counts,
    changes: placing.changes,
    warnings: [],
  };
}
