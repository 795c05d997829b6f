import type { Done, PersonProgress } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { newId } from '../core/ids.ts';
import type { DocumentStatus } from '../core/project/records.ts';
import { draftOf } from './draft.ts';
import { documentOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

const WORDS: Record<DocumentStatus, string> = {
  'not-started': 'not started',
  'in-progress': 'in progress',
  done: 'done',
};

/** How far I am with these documents. Raises `not-found`. */
export function setProgress(session: Session, input: ParsedInput<'documents.setProgress'>): Done {
  const { store, me } = session;
  const { status } = input;
  const draft = draftOf(session, 'set-progress', WORDS[status], input.actionId);
  const { commit } = store.transact(draft, (tx) => {
    for (const documentId of new Set(input.documentIds)) {
      documentOf(tx, documentId);
      const there = tx.progress(documentId, me.id);
      if (there) tx.putProgress(revised(there, { status }));
      // None says that it has not been started.
      else if (status !== 'not-started') {
        const updatedAt = new Date().toISOString();
        tx.putProgress({ id: newId(), documentId, personId: me.id, status, updatedAt });
      }
    }
  });
  return { commit };
}

/** Of everyone in the project, with how many annotations each has made. */
export function progressOfAll({ store: { read } }: Session): readonly PersonProgress[] {
  const documents = new Set(read.documents().map(({ id }) => id));
  const begun = read.everyProgress().filter(({ documentId }) => documents.has(documentId));
  return read.persons().map(({ id }) => {
    const statuses = begun.filter(({ personId }) => personId === id).map(({ status }) => status);
    const count = (status: DocumentStatus) => statuses.filter((each) => each === status).length;
    const inProgress = count('in-progress');
    const done = count('done');
    return {
      personId: id,
      documents: {
        'not-started': documents.size - inProgress - done,
        'in-progress': inProgress,
        done,
      },
      annotations: read.countAnnotations({ personIds: [id] }),
    };
  });
}
