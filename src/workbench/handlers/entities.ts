import { createEntity, deleteEntities, editEntity, mentionsOf } from '../entities.ts';
import { mergeEntities, splitEntity } from '../entity-merge.ts';
import { proposeEntities } from '../entity-proposals.ts';
import type { Session } from '../session.ts';
import { definedOnly, type HandlersOf } from './topic.ts';

export function entityHandlers(session: Session): HandlersOf<'entities'> {
  return {
    'entities.list': () => session.store.read.entities(),
    'entities.propose': (input) => proposeEntities(session, input),
    'entities.mentions': (input) => mentionsOf(session, definedOnly(input)),
    'entities.create': (input) => createEntity(session, input),
    'entities.edit': (input) => editEntity(session, input),
    'entities.merge': (input) => mergeEntities(session, input),
    'entities.split': (input) => splitEntity(session, input),
    'entities.delete': (input) => deleteEntities(session, input),
  };
}
