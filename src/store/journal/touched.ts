import type { Id } from '../../core/ids.ts';
import {
  RECORD_KINDS,
  type RecordKind,
  TOUCHED_LIMIT,
  type TouchedRecords,
} from '../../core/journal/action.ts';

/** A set of ids that stops listing them past the limit. */
class LimitedIds {
  readonly #ids = new Set<Id>();
  #many = false;

  add(id: Id): void {
    if (this.#many) return;
    this.#ids.add(id);
    if (this.#ids.size > TOUCHED_LIMIT) this.addMany();
  }

  addMany(): void {
    this.#many = true;
    this.#ids.clear();
  }

  addListed(listed: readonly Id[] | 'many'): void {
    if (listed === 'many') this.addMany();
    else for (const id of listed) this.add(id);
  }

  get listed(): readonly Id[] | 'many' {
    return this.#many ? 'many' : [...this.#ids];
  }
}

function idsOf(idsByKind: Map<RecordKind, LimitedIds>, kind: RecordKind): LimitedIds {
  let ids = idsByKind.get(kind);
  if (!ids) {
    ids = new LimitedIds();
    idsByKind.set(kind, ids);
  }
  return ids;
}

/** Which records an action, or several of one step, touched. */
export class Touched {
  readonly #ids = new Map<RecordKind, LimitedIds>();
  readonly #documents = new Map<RecordKind, LimitedIds>();

  add(kind: RecordKind, id: Id): void {
    idsOf(this.#ids, kind).add(id);
  }

  /** A document that a touched record of this kind stands in or belongs to. */
  addDocument(kind: RecordKind, id: Id): void {
    idsOf(this.#documents, kind).add(id);
  }

  /** All that another action of the same step touched. */
  include(records: readonly TouchedRecords[]): void {
    for (const { kind, ids, documentIds } of records) {
      idsOf(this.#ids, kind).addListed(ids);
      idsOf(this.#documents, kind).addListed(documentIds);
    }
  }

  get records(): TouchedRecords[] {
    return RECORD_KINDS.flatMap((kind) => {
      const ids = this.#ids.get(kind);
      if (!ids) return [];
      return [{ kind, ids: ids.listed, documentIds: this.#documents.get(kind)?.listed ?? [] }];
    });
  }
}
