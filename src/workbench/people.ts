import type { Done, LayersView } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { CODE_COLOURS } from '../core/codebook/colours.ts';
import { GlossatorError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { AnnotationFilter, StoreReader } from '../store/types.ts';
import { draftOf } from './draft.ts';
import { ALL_LAYERS, isLocked } from './seeing/layers.ts';
import { seenBy } from './seeing/seeing.ts';
import type { Session } from './session.ts';

function blindDocuments(read: StoreReader, me: Id): number {
  if (!read.project().blind) return 0;
  const done = read.everyProgress().filter(({ personId, status }) => personId === me && status === 'done');
  return read.counts().documents - done.length;
}

/** Everyone's layer, and that of the adjudicated set. */
export function listLayers(session: Session, { counts }: { readonly counts: boolean }): LayersView {
  const { me, layers, store } = session;
  const choice = layers?.get() ?? ALL_LAYERS;
  const seen = seenBy(session);
  const count = (filter: AnnotationFilter) => (counts ? seen.countAnnotations(filter) : null);
  return {
    people: seen.persons().map(({ id }) => ({
      personId: id,
      shown: !choice.hidden.includes(id),
      locked: isLocked(choice, id, me.id),
      annotations: count({ personIds: [id] }),
    })),
    adjudicated: { shown: choice.adjudicated, annotations: count({ adjudicated: true }) },
    blindDocuments: counts ? blindDocuments(store.read, me.id) : null,
  };
}

/** See the contract. */
export function setLayers({ layers }: Session, input: ParsedInput<'people.setLayers'>): null {
  if (!layers) return null;
  const choice = layers.get();
  const hidden = new Set(choice.hidden);
  const locks = { ...choice.locks };
  for (const { personId, shown, locked } of input.people) {
    if (shown === true) hidden.delete(personId);
    if (shown === false) hidden.add(personId);
    if (locked !== undefined) locks[personId] = locked;
  }
  layers.set({ hidden: [...hidden], adjudicated: input.adjudicated ?? choice.adjudicated, locks });
  return null;
}

/** See the contract. Raises `invalid-input`. */
export function editMe(session: Session, input: ParsedInput<'people.editMe'>): Done {
  const { store, me } = session;
  const name = input.name.trim();
  if (name === '') {
    throw new GlossatorError('invalid-input', 'A person has a name.', {
      place: { recordKind: 'person', recordId: me.id, field: 'name' },
      remedy: 'Write the name that colleagues are to see.',
    });
  }
  const colour = input.colour % CODE_COLOURS.length;
  const { commit } = store.transact(draftOf(session, 'edit-person', name, input.actionId), (tx) =>
    tx.putPerson({ id: me.id, name, colour }),
  );
  session.rememberMe?.({ name, colour });
  return { commit };
}

/** See the contract. Anyone may: it is one action, journalled and undone like any other. */
export function setBlind(
  session: Session,
  {
    blind,
    actionId,
  }: Omit<ParsedInput<'people.setBlind'>, 'actionId'> & { readonly actionId?: string | undefined },
): Done {
  const { commit } = session.store.transact(
    draftOf(session, 'set-blind', blind ? 'on' : 'off', actionId),
    (tx) => tx.putProject({ ...tx.project(), blind }),
  );
  return { commit };
}
