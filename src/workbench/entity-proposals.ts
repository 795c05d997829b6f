import type { EntityProposal } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { EntityIndex } from '../core/entity/entity-index.ts';
import type { Id } from '../core/ids.ts';
import type { ProjectStore, StoreReader } from '../store/types.ts';
import type { Session } from './session.ts';

/** The index of a project's entities, brought up to date when it is asked: while someone types, it is as it was. */
class KeptIndex {
  readonly #index = new EntityIndex();
  /** what of each entity is indexed */
  readonly #known = new Map<Id, string>();
  /** actions in the journal when the entities were last looked at: without another one they are as they were */
  #actions = -1;

  upToDate(read: StoreReader): EntityIndex {
    const { actions } = read.counts();
    if (actions === this.#actions) return this.#index;
    const seen = new Set<Id>();
    for (const entity of read.entities()) {
      seen.add(entity.id);
      const names = JSON.stringify([entity.name, entity.aliases]);
      if (this.#known.get(entity.id) === names) continue;
      this.#index.put(entity);
      this.#known.set(entity.id, names);
    }
    for (const id of this.#known.keys()) {
      if (seen.has(id)) continue;
      this.#index.remove(id);
      this.#known.delete(id);
    }
    this.#actions = actions;
    return this.#index;
  }
}

const indexes = new WeakMap<ProjectStore, KeptIndex>();

/** Entities that the words may name, best first. */
export function proposeEntities(
  { store }: Session,
  { words, limit }: ParsedInput<'entities.propose'>,
): readonly EntityProposal[] {
  const kept = indexes.get(store) ?? new KeptIndex();
  indexes.set(store, kept);
  return kept.upToDate(store.read).propose(words, limit);
}
