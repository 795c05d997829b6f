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
    if (this.#ids.size > TOUCHED_LIMIT) {
      this.#many = true;
      this.#ids.clear();
    }
  }

  get listed(): readonly Id[] | 'many' {
    return this.#many ? 'many' : [...this.#ids];
  }
}

function addTo(idsByKind: Map<RecordKind, LimitedIds>, kind: RecordKind, id: Id): void {
  let ids = idsByKind.get(kind);
  if (!ids) {
    ids = new LimitedIds();
    idsByKind.set(kind, ids);
  }
  ids.add(id);
}

/** Which records an action touched. */
export class Touched {
  readonly #ids = new Map<RecordKind, LimitedIds>();
  readonly #documents = new Map<RecordKind, LimitedIds>();

  add(kind: RecordKind, id: Id): void {
    addTo(this.#ids, kind, id);
  }

  /** A document that a touched record of this kind stands in or belongs to. */
  addDocument(kind: RecordKind, id: Id): void {
    addTo(this.#documents, kind, id);
  }

  get records(): TouchedRecords[] {
    return RECORD_KINDS.flatMap((kind) => {
      const ids = this.#ids.get(kind);
      if (!ids) return [];
      return [{ kind, ids: ids.listed, documentIds: this.#documents.get(kind)?.listed ?? [] }];
    });
  }
}
