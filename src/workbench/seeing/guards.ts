import { GlossatorError } from '../../core/errors.ts';
import { type Id, isId } from '../../core/ids.ts';
import type { RecordKind } from '../../core/journal/action.ts';
import { missing } from '../find-record.ts';
import type { Session } from '../session.ts';
import { isLocked } from './layers.ts';
import { seenBy } from './seeing.ts';

type Kind = Extract<RecordKind, 'annotation' | 'relation' | 'documentCode' | 'comment'>;

/** The fields of inputs that name records of people. */
const FIELDS: Readonly<Record<string, Kind>> = {
  annotationId: 'annotation',
  annotationIds: 'annotation',
  fromId: 'annotation',
  toId: 'annotation',
  relationId: 'relation',
  relationIds: 'relation',
  documentCodeIds: 'documentCode',
  commentId: 'comment',
  threadId: 'comment',
};

interface Named {
  readonly kind: Kind;
  readonly id: Id;
}

function* namedIn(input: object): Generator<Named> {
  for (const [field, value] of Object.entries(input)) {
    const kind = FIELDS[field];
    if (!kind) continue;
    for (const id of Array.isArray(value) ? value : [value]) if (isId(id)) yield { kind, id };
  }
  if (
    'targetKind' in input &&
    input.targetKind === 'annotation' &&
    'targetId' in input &&
    isId(input.targetId)
  )
    yield { kind: 'annotation', id: input.targetId };
}

/** Refuses to touch what is hidden from me. Raises `not-found`, as if it were not there. */
export function checkSeen(session: Session, input: object): void {
  const { read } = session.store;
  const seen = seenBy(session);
  if (seen === read) return;
  for (const { kind, id } of namedIn(input)) {
    if (seen[kind](id) === undefined && read[kind](id) !== undefined) throw missing(kind, id);
  }
}

/** Refuses to change what is in a locked layer. Raises `layer-locked`, which names the people. */
export function checkUnlocked(session: Session, input: object): void {
  const choice = session.layers?.get();
  if (!choice) return;
  const { read } = session.store;
  const locked = new Set<Id>();
  for (const { kind, id } of namedIn(input)) {
    const personId = read[kind](id)?.personId;
    if (personId !== undefined && isLocked(choice, personId, session.me.id)) locked.add(personId);
  }
  if (locked.size === 0) return;
  const names = read.persons().flatMap(({ id, name }) => (locked.has(id) ? [name] : []));
  const whose =
    locked.has(session.me.id) && locked.size === 1
      ? 'Your own annotations'
      : `What ${names.join(', ')} marked`;
  throw new GlossatorError(
    'layer-locked',
    `${whose} ${locked.has(session.me.id) && locked.size === 1 ? 'are' : 'is'} locked against changes.`,
    {
      remedy: 'Unlock the layer in People, or mark the passage yourself.',
    },
  );
}
