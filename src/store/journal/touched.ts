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

/** Which records an action touched. */
export class Touched {
  readonly #ids = new Map<RecordKind, LimitedIds>();
  readonly #documents = new LimitedIds();

  add(kind: RecordKind, id: Id): void {
    let ids = this.#ids.get(kind);
    if (!ids) {
      ids = new LimitedIds();
      this.#ids.set(kind, ids);
    }
    ids.add(id);
  }

  /** A document that annotations touched stand in. */
  addDocument(id: Id): void {
    this.#documents.add(id);
  }

  get records(): TouchedRecords[] {
    return RECORD_KINDS.flatMap((kind) => {
      const ids = this.#ids.get(kind);
      if (!ids) return [];
      return [{ kind, ids: ids.listed, documentIds: kind === 'annotation' ? this.#documents.listed : [] }];
    });
  }
}
