import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Entity } from '../core/entity/entity.ts';
import { learnAlias } from '../core/entity/rules.ts';
import { type Id, newId } from '../core/ids.ts';
import type { WriteTransaction } from '../store/types.ts';
import { draftOf } from './draft.ts';
import { newEntity } from './entities.ts';
import { annotationsOf, entityOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

function link(
  tx: WriteTransaction,
  annotationIds: readonly Id[],
  entity: Entity | null,
  learn: boolean,
): void {
  let known = entity;
  for (const annotation of annotationsOf(tx, annotationIds)) {
    tx.putAnnotation(revised(annotation, { entityId: entity?.id ?? null }));
    const quotation = annotation.spans.map(({ quote }) => quote).join(' ');
    if (known && learn) known = learnAlias(known, quotation);
  }
  if (entity && known) tx.putEntity(revised(entity, { aliases: known.aliases }));
}

/** Links to an entity, or to none; with `learn` the quotations become aliases where they are new. Raises `not-found`. */
export function linkEntity(session: Session, input: ParsedInput<'annotations.linkEntity'>): Done {
  const { read } = session.store;
  const { annotationIds, entityId } = input;
  const linked = entityId ?? read.annotation(annotationIds[0] ?? '')?.entityId ?? null;
  const subject = linked === null ? '' : (read.entity(linked)?.name ?? '');
  const type = entityId === null ? 'unlink-entity' : 'link-entity';
  const { commit } = session.store.transact(draftOf(session, type, subject, input.actionId), (tx) => {
    const entity = entityId === null ? null : entityOf(tx, entityId);
    link(tx, annotationIds, entity, input.learn);
  });
  return { commit };
}

/** Makes an entity and links to it; quotations that are spelled otherwise than its name become aliases. Raises `not-found`, `entity-name-empty`. */
export function linkNewEntity(
  session: Session,
  input: ParsedInput<'annotations.linkNewEntity'>,
): Done & { entityId: Id } {
  const entityId = input.actionId ?? newId();
  const draft = draftOf(session, 'link-entity', input.name.trim(), input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const entity = newEntity(entityId, input);
    tx.putEntity(entity);
    link(tx, input.annotationIds, entity, true);
  });
  return { commit, entityId };
}
