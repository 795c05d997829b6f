import { type Id, newId } from '../../core/ids.ts';
import type { ProjectStore, WriteTransaction } from '../../store/types.ts';

/**
 * The transactions of one import: many, so that a crash loses little and others are answered in between, and yet one step
 * of undo. The first takes the given id, so that an import repeated after a crash goes on in the same step.
 */
export class ImportActions {
  readonly group: Id;
  readonly #store: ProjectStore;
  readonly #personId: Id;
  readonly #fileCount: number;
  #begun: boolean;

  /** `fileCount`: how many files there are to import */
  constructor(store: ProjectStore, personId: Id, fileCount: number, actionId: Id | undefined) {
    this.#store = store;
    this.#personId = personId;
    this.#fileCount = fileCount;
    this.group = actionId ?? newId();
    this.#begun = actionId !== undefined && store.read.changesOf(actionId).length > 0;
  }

  /**
   * `name` is what the step is called where there is one file only. Raises what `work` and the store raise; then nothing
   * of this transaction has been written.
   */
  transact<T>(name: string, work: (tx: WriteTransaction) => T): T {
    const draft = {
      type: 'import',
      subject: this.#fileCount === 1 ? name : `${this.#fileCount} documents`,
      personId: this.#personId,
      group: this.group,
      id: this.#begun ? newId() : this.group,
    } as const;
    const result = this.#store.transact(draft, work);
    if (result.repeated) throw new Error(`The action ${draft.id} is in the journal already.`);
    if (result.commit) this.#begun = true;
    return result.value;
  }
}
