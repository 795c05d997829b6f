import type { Done } from '../../contract/procedures.ts';
import type { ParsedInput } from '../../contract/server.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type Id, newId } from '../../core/ids.ts';
import { sharedOut } from '../../core/review/share-out.ts';
import { draftOf, subjectOf } from '../draft.ts';
import { documentOf } from '../find-record.ts';
import { revised } from '../revised.ts';
import type { Session } from '../session.ts';

/** Raises `not-found`. */
function checkPeople({ store: { read } }: Session, personIds: readonly Id[]): void {
  const known = new Set(read.persons().map(({ id }) => id));
  const unknown = personIds.find((id) => !known.has(id));
  if (unknown === undefined) return;
  throw new GlossatorError('not-found', 'This person is not in the project.', {
    place: { recordKind: 'person', recordId: unknown },
  });
}

/** See the contract. Raises `not-found`. */
export function assign(
  session: Session,
  input: ParsedInput<'assignments.assign'>,
): Done & { readonly assigned: number } {
  const { store } = session;
  checkPeople(session, input.personIds);
  const titles = input.documentIds.map((id) => documentOf(store.read, id).title);
  let assigned = 0;
  const draft = draftOf(session, 'assign', subjectOf(titles, 'documents'), input.actionId);
  const { commit } = store.transact(draft, (tx) => {
    const wanted = sharedOut(
      input.documentIds,
      input.personIds,
      input.perDocument,
      tx.assignments(),
      input.seed ?? null,
    );
    const now = new Date().toISOString();
    assigned = wanted.length;
    for (const { documentId, personId } of wanted) {
      tx.putAssignment({
        id: newId(),
        documentId,
        personId,
        createdAt: now,
        updatedAt: now,
        deleted: false,
      });
    }
  });
  return { commit, assigned };
}

/** Takes these documents from these people; what they did there stays. */
export function unassign(session: Session, input: ParsedInput<'assignments.unassign'>): Done {
  const { store } = session;
  const documents = new Set(input.documentIds);
  const people = new Set(input.personIds);
  const titles = input.documentIds.map((id) => store.read.document(id)?.title ?? '');
  const draft = draftOf(session, 'unassign', subjectOf(titles, 'documents'), input.actionId);
  const { commit } = store.transact(draft, (tx) => {
    for (const assignment of tx.assignments()) {
      if (documents.has(assignment.documentId) && people.has(assignment.personId)) {
        tx.putAssignment(revised(assignment, { deleted: true }));
      }
    }
  });
  return { commit };
}
