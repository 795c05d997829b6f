import type { Done, FoundInDocument, OpenedDocument, Passage } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { FIND_LIMIT } from '../contract/vocabulary.ts';
import { GlossatorError } from '../core/errors.ts';
import { findInText } from '../core/text/find.ts';
import { draftOf, subjectOf } from './draft.ts';
import { documentOf, textOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Raises `not-found`. */
export function openDocument({ store }: Session, input: ParsedInput<'documents.open'>): OpenedDocument {
  const document = documentOf(store.read, input.documentId);
  const text = textOf(store.read, document.textId);
  return {
    document: {
      ...document,
      length: text.length,
      annotations: store.read.countAnnotations({ documentIds: [document.id] }),
      codeIds: [...new Set(store.read.documentCodes(document.id).map(({ codeId }) => codeId))],
      progress: store.read.persons().flatMap((person) => {
        const progress = store.read.progress(document.id, person.id);
        return progress && progress.status !== 'not-started'
          ? { personId: person.id, status: progress.status }
          : [];
      }),
    },
    text,
    outline: store.read.outline(document.textId),
    headings: store.read.headings(document.textId),
  };
}

/** UTF-16 code units before and after a place that a window shows, with what it keeps at hand beyond its edges. */
const AROUND = { before: 2_000, after: 6_000 } as const;

/** Raises `not-found`. */
export function passageAt({ store: { read } }: Session, input: ParsedInput<'documents.passage'>): Passage {
  const { id, textId } = documentOf(read, input.documentId);
  const at = read.chunkAt(textId, input.offset);
  if (!at) return { textId, chunks: [], annotations: [] };
  const beside = [];
  if (input.offset - at.start < AROUND.before && at.seq > 0) beside.push(at.seq - 1);
  if (at.end - input.offset < AROUND.after) beside.push(at.seq + 1);
  const chunks = [at, ...read.chunks(textId, beside)].sort((a, b) => a.seq - b.seq);
  const range = { start: chunks[0]?.start ?? at.start, end: chunks.at(-1)?.end ?? at.end };
  return { textId, chunks, annotations: read.annotationsInRange(id, range) };
}

/** Raises `not-found`. */
export function findInDocument({ store }: Session, input: ParsedInput<'documents.find'>): FoundInDocument {
  textOf(store.read, input.textId);
  return findInText(
    store.read.everyChunk(input.textId),
    input.query,
    { caseSensitive: input.caseSensitive ?? false, wholeWord: input.wholeWord ?? false },
    FIND_LIMIT,
  );
}

/** ISO 8601 date as precise as is known: a year, a month or a day. */
const PARTIAL_DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

/** Raises `not-found`, and `invalid-input` for a date that is none. */
export function editDocument(session: Session, input: ParsedInput<'documents.edit'>): Done {
  const { metadata } = input;
  if (metadata.date && !PARTIAL_DATE.test(metadata.date)) {
    throw new GlossatorError('invalid-input', `‘${metadata.date}’ is not a date.`, {
      place: { recordKind: 'document', recordId: input.documentId, field: 'date' },
      remedy: 'Write it as 2024-12-31, 2024-12 or 2024, or leave it empty.',
    });
  }
  const before = documentOf(session.store.read, input.documentId);
  const draft = draftOf(session, 'edit-document', metadata.title ?? before.title, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const document = documentOf(tx, input.documentId);
    const given = Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined));
    tx.putDocument(revised(document, given));
  });
  return { commit };
}

/** Deletes documents; their annotations stay with them and come back with undo. */
export function deleteDocuments(session: Session, input: ParsedInput<'documents.delete'>): Done {
  const { store } = session;
  const documents = input.documentIds
    .map((id) => store.read.document(id))
    .filter((document) => document !== undefined)
    .filter((document) => !document.deleted);
  const subject = subjectOf(
    documents.map((document) => document.title),
    'documents',
  );
  const { commit } = store.transact(draftOf(session, 'delete-document', subject, input.actionId), (tx) => {
    for (const document of documents) tx.putDocument(revised(document, { deleted: true }));
  });
  return { commit };
}
