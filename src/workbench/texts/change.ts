import {
  CHANGES_LISTED,
  type Done,
  type TextChange,
  type TextChangePreview,
  type TextChangeReport,
} from '../../contract/procedures.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { Reanchorer } from '../../core/text/reanchor-all.ts';
import type { ActionDraft, StoreReader, WriteTransaction } from '../../store/types.ts';
import { draftOf } from '../draft.ts';
import { documentOf } from '../find-record.ts';
import { previewBlocks, previewCuts } from '../import/preview.ts';
import { type JobContext, stopIfCancelled } from '../job.ts';
import { revised } from '../revised.ts';
import type { Session } from '../session.ts';
import { type NextText, nextText } from './new-text.ts';
import { eachInTurn, Placing } from './placing.ts';
import { wholeText } from './whole-text.ts';

const CANCELLED = 'It was cancelled; the text has stayed as it was.';

interface Wanted {
  readonly documentId: Id;
  readonly change: TextChange;
}

interface Prepared {
  readonly document: DocumentRecord;
  readonly next: NextText;
  readonly oldText: string;
  readonly reanchorer: Reanchorer;
}

async function prepared(
  { store }: Session,
  { documentId, change }: Wanted,
  { signal, onProgress }: JobContext,
): Promise<Prepared> {
  const document = documentOf(store.read, documentId);
  onProgress({ phase: 'read', done: 0, total: null, detail: document.title });
  const next = await nextText(store.read, document, change, signal);
  stopIfCancelled(signal, CANCELLED);
  const oldText = wholeText(store.read, document.textId).text;
  return { document, next, oldText, reanchorer: new Reanchorer(oldText, next.structured.text) };
}

function idsOf(read: StoreReader, documentId: Id): readonly Id[] {
  const ids: Id[] = [];
  for (const { id } of read.everyAnnotation({ documentIds: [documentId] })) ids.push(id);
  return ids;
}

function reportOf(
  { document, next, oldText }: Prepared,
  placing: Placing,
  newTextId: Id | null,
  same: boolean,
): TextChangeReport {
  return {
    documentId: document.id,
    title: document.title,
    oldTextId: document.textId,
    newTextId,
    same,
    oldLength: oldText.length,
    newLength: next.structured.text.length,
    counts: placing.counts,
    changes: placing.changes,
    warnings: next.read?.parsed.warnings ?? [],
  };
}

/**
 * What a change of text would do to the document's annotations; writes nothing. Raises what the reader of the file raises, `not-found`,
 * `invalid-input`, `cancelled`.
 */
export async function previewTextChange(
  session: Session,
  wanted: Wanted,
  context: JobContext,
  listed = CHANGES_LISTED,
): Promise<TextChangePreview> {
  const { read } = session.store;
  const ready = await prepared(session, wanted, context);
  const { next, document } = ready;
  const placing = new Placing(ready.reanchorer, listed);
  const total = read.countAnnotations({ documentIds: [document.id] });
  await eachInTurn(
    read.everyAnnotation({ documentIds: [document.id] }),
    (annotation) => placing.place(annotation),
    (done) => {
      stopIfCancelled(context.signal, CANCELLED);
      context.onProgress({ phase: 'place', done, total, detail: document.title });
    },
  );
  const same = next.structured.text === ready.oldText && next.textId === null;
  const parsed = next.read?.parsed;
  return {
    ...reportOf(ready, placing, null, same),
    format: next.format,
    encoding: parsed?.encoding ?? null,
    cuts: next.read ? previewCuts(next.read) : [],
    blocks: previewBlocks(parsed ?? { ...next.structured, cuts: [] }),
  };
}

const ACTIONS: Readonly<Record<TextChange['from'], ActionDraft['type']>> = {
  file: 'reimport',
  original: 'reimport',
  version: 'restore-text',
  edit: 'edit-text',
};

/**
 * Gives a document another text and moves its annotations there, all in one action; those for which no place is found are kept as
 * lost. What is said of the document itself stays. Raises as `previewTextChange`; then nothing has changed.
 */
export async function changeText(
  session: Session,
  wanted: Wanted & { readonly actionId?: Id | undefined },
  context: JobContext,
  listed = CHANGES_LISTED,
): Promise<Done & { readonly report: TextChangeReport }> {
  const ready = await prepared(session, wanted, context);
  const { document } = ready;
  const placing = new Placing(ready.reanchorer, listed);
  const draft = draftOf(session, ACTIONS[wanted.change.from], document.title, wanted.actionId);
  let newTextId = document.textId;
  const { commit } = session.store.transact(draft, (tx) => {
    newTextId = write(tx, ready, placing, context);
  });
  const same = newTextId === document.textId;
  if (same) {
    const { read } = session.store;
    placing.counts.kept = read.countAnnotations({ documentIds: [document.id], lost: false });
    placing.counts.stillLost = read.countAnnotations({ documentIds: [document.id], lost: true });
  }
  return { commit, report: reportOf(ready, placing, newTextId, same) };
}

function write(
  tx: WriteTransaction,
  { document, next }: Prepared,
  placing: Placing,
  context: JobContext,
): Id {
  const present = documentOf(tx, document.id);
  if (present.textId !== document.textId) {
    throw new GlossatorError('invalid-input', 'The document has got another text meanwhile.', {
      place: { recordKind: 'document', recordId: document.id, field: 'textId' },
      remedy: 'Do it again with the present text.',
    });
  }
  const textId = next.toStore ? tx.putText(next.toStore).id : (next.textId ?? present.textId);
  if (textId === present.textId) return textId;
  const fileName = next.fileName ?? present.fileName;
  tx.putDocument(revised(present, { textId, fileName }));
  const now = new Date().toISOString();
  const ids = idsOf(tx, document.id);
  ids.forEach((id, index) => {
    if (index % 1_000 === 0) {
      context.onProgress({ phase: 'place', done: index, total: ids.length, detail: document.title });
    }
    const annotation = tx.annotation(id);
    const moved = annotation && placing.place(annotation);
    if (moved) tx.putAnnotation({ ...moved, updatedAt: now });
  });
  return textId;
}
