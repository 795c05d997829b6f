import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import type { Annotation } from '../core/annotation/annotation.ts';
import type { Entity } from '../core/entity/entity.ts';
import { type Id, newId } from '../core/ids.ts';
import type { WriteTransaction } from '../store/types.ts';
import { draftOf } from './draft.ts';
import { newEntity } from './entities.ts';
import { learnAlias } from './entity-rules.ts';
import { annotationsOf, entityOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Longer passages are no names. UTF-16 code units. */
const ALIAS_LENGTH = 200;

/** The words that a passage uses for what it names; null where it is more than a name. */
function spellingIn({ spans }: Annotation): string | null {
  const words = spans
    .map(({ quote }) => quote)
    .join(' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return words === '' || words.length > ALIAS_LENGTH ? null : words;
}

function link(
  tx: WriteTransaction,
  annotationIds: readonly Id[],
  entity: Entity | null,
  learn: boolean,
): void {
  let known = entity;
  for (const annotation of annotationsOf(tx, annotationIds)) {
    tx.putAnnotation(revised(annotation, { entityId: entity?.id ?? null }));
    const spelling = known && learn ? spellingIn(annotation) : null;
    if (known && spelling !== null) known = { ...known, aliases: learnAlias(known, spelling).aliases };
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
