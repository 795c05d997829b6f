import type { Id } from '../../core/ids.ts';
import { DOCUMENT_STATUSES, type DocumentStatus, type ListedDocument } from '../../core/project/records.ts';

/** A document's status as it is read, with a sign of its own, so that it is never told by colour alone. */
export const STATUS_WORDS: Readonly<
  Record<DocumentStatus, { readonly label: string; readonly sign: string }>
> = {
  'not-started': { label: 'Not started', sign: '○' },
  'in-progress': { label: 'In progress', sign: '◐' },
  done: { label: 'Done', sign: '●' },
};

/** How far the person is with the document. */
export function statusOf(document: Pick<ListedDocument, 'progress'>, personId: Id): DocumentStatus {
  return document.progress.find((each) => each.personId === personId)?.status ?? 'not-started';
}

/** Not started, in progress, done, and again. */
export function nextStatus(status: DocumentStatus): DocumentStatus {
  const at = DOCUMENT_STATUSES.indexOf(status);
  return DOCUMENT_STATUSES[(at + 1) % DOCUMENT_STATUSES.length] ?? 'not-started';
}
