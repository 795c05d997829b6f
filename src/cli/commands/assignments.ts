import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import { filterOf } from '../../workbench/export/choose.ts';
import { withProject, withProjectToRead } from '../../workbench/project-file.ts';
import { assign, unassign } from '../../workbench/review/assignments.ts';
import type { Session } from '../../workbench/session.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';

export interface AssignmentWishes {
  readonly assign?: boolean;
  readonly unassign?: boolean;
  readonly document?: readonly string[];
  readonly person?: readonly string[];
  readonly perDocument?: string;
  readonly seed?: string;
}

function chosen(session: Session, { document, person }: AssignmentWishes) {
  const { read } = session.store;
  const { documentIds, personIds } = filterOf(read, {
    ...(document ? { documents: document } : {}),
    ...(person ? { persons: person } : {}),
  });
  return {
    documentIds: [...(documentIds ?? read.documents().map(({ id }) => id))],
    personIds: [...(personIds ?? read.persons().map(({ id }) => id))],
  };
}

function listed(path: string, session: Session, wishes: AssignmentWishes, assigned: number | null): Outcome {
  const { read } = session.store;
  const { documentIds, personIds } = chosen(session, wishes);
  const [documents, people] = [new Set<Id>(documentIds), new Set<Id>(personIds)];
  const names = new Map(read.persons().map(({ id, name }) => [id, name]));
  const byDocument = Map.groupBy(
    read
      .assignments()
      .filter(({ documentId, personId }) => documents.has(documentId) && people.has(personId)),
    ({ documentId }) => documentId,
  );
  const assignments = read.documents().flatMap(({ id, title, fileName, progress }) =>
    (byDocument.get(id) ?? []).map(({ personId }) => ({
      documentId: id,
      title: title || fileName,
      personId,
      person: names.get(personId) ?? '',
      status: progress.find((each) => each.personId === personId)?.status ?? 'not-started',
    })),
  );
  const lines = [
    ...(assigned === null ? [] : [`${numbered(assigned, 'assignment', 'assignments')} made.`]),
    ...assignments.map(({ title, person, status }) => `${title}: ${person}, ${status.replace('-', ' ')}`),
    ...(assignments.length === 0 ? ['Nothing is assigned.'] : []),
  ];
  const made = assigned === null ? {} : { assigned };
  return { json: { path, ...made, assignments }, text: `${lines.join('\n')}\n`, failed: false };
}

/** A whole number. Raises `usage`. */
function numberIn(option: string, given: string, least: number): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= least) return number;
  throw new GlossatorError('usage', `${option} takes a whole number from ${least} on, not ‘${given}’.`);
}

/** `assignments P.gloss [--assign | --unassign]` */
export function assignments(
  path: string,
  wishes: AssignmentWishes,
  { warn }: CommandContext,
): Promise<Outcome> {
  const { perDocument, seed } = wishes;
  if (!wishes.assign && !wishes.unassign)
    return withProjectToRead(path, warn, (session) => listed(path, session, wishes, null));
  const sharing = {
    perDocument: perDocument === undefined ? null : numberIn('--per-document', perDocument, 1),
    seed: seed === undefined ? null : numberIn('--seed', seed, 0),
  };
  return withProject(path, warn, (session) => {
    const these = chosen(session, wishes);
    if (wishes.unassign) {
      unassign(session, these);
      return listed(path, session, wishes, null);
    }
    const { assigned } = assign(session, { ...these, ...sharing });
    return listed(path, session, wishes, assigned);
  });
}
