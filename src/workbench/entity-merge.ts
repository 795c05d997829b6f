import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { asAlias, splitEntity as dividedEntity, mergedEntity } from '../core/entity/rules.ts';
import { sameName } from '../core/entity/spelling/folding.ts';
import { type Id, newId } from '../core/ids.ts';
import { draftOf } from './draft.ts';
import { newEntity } from './entities.ts';
import { replaceEntityValues } from './entity-values.ts';
import { entityOf } from './find-record.ts';
import { moveDiscussion } from './move-discussion.ts';
import { relink } from './relink.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Mentions held in memory at a time. */
const PAGE = 1_000;

/**
 * Merges entities into one, in one action: mentions, names and aliases, identifiers, memos and values of attributes move there, and
 * they are deleted. Raises `not-found`, `entity-into-itself`.
 */
export function mergeEntities(session: Session, input: ParsedInput<'entities.merge'>): Done {
  const { intoId } = input;
  const subject = session.store.read.entity(intoId)?.name ?? '';
  const draft = draftOf(session, 'merge-entities', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const into = entityOf(tx, intoId);
    const others = [...new Set(input.entityIds)].map((id) => entityOf(tx, id));
    const gone = new Set(others.map(({ id }) => id));
    const { kind, aliases, identifiers, description } = mergedEntity(into, others);
    tx.putEntity(revised(into, { kind, aliases, identifiers, description }));
    relink(tx, gone, intoId);
    replaceEntityValues(tx, gone, intoId);
    for (const other of others) {
      moveDiscussion(tx, 'entity', other.id, intoId);
      tx.putEntity(revised(other, { deleted: true }));
    }
  });
  return { commit };
}

/**
 * Makes an entity of some aliases of another, in one action; mentions whose quotation is one of them but for case and accents go with
 * it. Raises `entity-name-empty`, `invalid-input` without aliases, and `not-found`, also for an alias that the entity does not have.
 */
export function splitEntity(session: Session, input: ParsedInput<'entities.split'>): Done & { entityId: Id } {
  const entityId = input.actionId ?? newId();
  const subject = session.store.read.entity(input.entityId)?.name ?? '';
  const draft = draftOf(session, 'split-entity', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const entity = entityOf(tx, input.entityId);
    const { kept, split } = dividedEntity(entity, input.aliases, input.name, input.kind);
    tx.putEntity(revised(entity, { aliases: kept.aliases }));
    tx.putEntity(newEntity(entityId, split));
    const names = [split.name, ...split.aliases, ...input.aliases];
    const filter = { entityIds: [entity.id], limit: PAGE };
    let page = tx.annotationPage(filter);
    while (page.length > 0) {
      for (const annotation of page) {
        const quotation = annotation.spans.map(({ quote }) => quote).join(' ');
        const words = asAlias(quotation) ?? quotation;
        if (names.some((name) => sameName(name, words))) tx.putAnnotation(revised(annotation, { entityId }));
      }
      page = tx.annotationPage({ ...filter, after: page.at(-1)?.id ?? '' });
    }
  });
  return { commit, entityId };
}
