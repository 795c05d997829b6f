import type { Done, Mention } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Entity } from '../core/entity/entity.ts';
import { checkEntity } from '../core/entity/rules.ts';
import { type Id, newId } from '../core/ids.ts';
import { draftOf, subjectOf } from './draft.ts';
import { replaceEntityValues } from './entity-values.ts';
import { entityOf } from './find-record.ts';
import { relink } from './relink.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Where passages name the entity: by the documents' dates, those without one last, then in text order. */
export function mentionsOf(
  { store: { read } }: Session,
  input: { readonly entityId: Id; readonly limit: number; readonly after?: Id },
): { mentions: readonly Mention[]; total: number } {
  const { entityId, limit, after } = input;
  const mentions = read.mentions(entityId, limit, after).map((annotation) => {
    const document = read.document(annotation.documentId);
    return { annotation, documentTitle: document?.title ?? '', documentDate: document?.date ?? '' };
  });
  return { mentions, total: read.countAnnotations({ entityIds: [entityId] }) };
}

type EntityFields = Pick<Entity, 'name'> &
  Partial<Pick<Entity, 'kind' | 'aliases' | 'identifiers' | 'description'>>;

/** An entity as it is made, not written yet. Raises `entity-name-empty`, `entity-identifier-invalid`. */
export function newEntity(id: Id, { name, kind, aliases, identifiers, description }: EntityFields): Entity {
  const now = new Date().toISOString();
  const given = { name, kind: kind ?? '', aliases: aliases ?? [], identifiers: identifiers ?? [] };
  return {
    id,
    ...checkEntity({ ...given, description: description ?? '' }, id),
    createdAt: now,
    updatedAt: now,
    deleted: false,
  };
}

/** Raises `entity-name-empty`, `entity-identifier-invalid`. */
export function createEntity(
  session: Session,
  input: ParsedInput<'entities.create'>,
): Done & { entityId: Id } {
  const entityId = input.actionId ?? newId();
  const draft = draftOf(session, 'create-entity', input.name.trim(), input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const { name, kind = '', aliases = [], identifiers = [], description = '' } = input;
    tx.putEntity(newEntity(entityId, { name, kind, aliases, identifiers, description }));
  });
  return { commit, entityId };
}

/** Raises `not-found`, `entity-name-empty`, `entity-identifier-invalid`. */
export function editEntity(session: Session, input: ParsedInput<'entities.edit'>): Done {
  const { fields, entityId } = input;
  const subject = fields.name?.trim() || (session.store.read.entity(entityId)?.name ?? '');
  const draft = draftOf(session, 'edit-entity', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const entity = entityOf(tx, entityId);
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    tx.putEntity(revised(entity, checkEntity({ ...entity, ...given }, entityId)));
  });
  return { commit };
}

/** Deletes entities: what named them stays, linked to nothing, and attributes lose these values. Those already deleted are passed over. */
export function deleteEntities(session: Session, input: ParsedInput<'entities.delete'>): Done {
  const { store } = session;
  const entities = input.entityIds
    .map((id) => store.read.entity(id))
    .filter((entity) => entity !== undefined)
    .filter((entity) => !entity.deleted);
  const subject = subjectOf(
    entities.map(({ name }) => name),
    'entities',
  );
  const draft = draftOf(session, 'delete-entity', subject, input.actionId);
  const { commit } = store.transact(draft, (tx) => {
    const gone = new Set(entities.map(({ id }) => id));
    relink(tx, gone, null);
    if (gone.size > 0) replaceEntityValues(tx, gone, null);
    for (const entity of entities) tx.putEntity(revised(entity, { deleted: true }));
  });
  return { commit };
}
