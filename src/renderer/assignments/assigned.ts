import type { Id } from '../../core/ids.ts';
import type { ListedDocument } from '../../core/project/records.ts';
import type { Assignment } from '../../core/review/verdict.ts';
import { statusOf } from '../documents/status-words.ts';

/** The documents of each person. */
export type AssignedBy = ReadonlyMap<Id, ReadonlySet<Id>>;

export function assignedBy(assignments: readonly Assignment[]): AssignedBy {
  const byPerson = new Map<Id, Set<Id>>();
  for (const { personId, documentId } of assignments) {
    const documents = byPerson.get(personId);
    if (documents) documents.add(documentId);
    else byPerson.set(personId, new Set([documentId]));
  }
  return byPerson;
}

/** How many of a person's documents there are among these, and with how many of them they are done. */
export function shareOf(
  personId: Id,
  documents: readonly ListedDocument[],
  assigned: AssignedBy,
): { readonly assigned: number; readonly done: number } {
  const theirs = assigned.get(personId);
  const own = documents.filter(({ id }) => theirs?.has(id));
  return { assigned: own.length, done: own.filter((each) => statusOf(each, personId) === 'done').length };
}
