import type { RecordKind } from '../../core/journal/action.ts';
import type { RecordCounts } from '../record-counts.ts';

/** What could be read of a damaged project, and what not. */
export interface RecoveryReport {
  /** the new file */
  readonly path: string;
  readonly kept: Omit<RecordCounts, 'textLength'>;
  /** records whose rows were lost and that were made again from the journal */
  readonly rebuilt: number;
  /** empty where everything was kept */
  readonly lost: readonly Loss[];
  /** whether what was done can still be undone */
  readonly undoKept: boolean;
}

export interface Loss {
  readonly what: RecordKind | 'rows' | 'text' | 'original-file' | 'journal' | 'undo';
  readonly count: number;
  /** in words, for people */
  readonly message: string;
}

/** What a record is called in a sentence. */
export const NOUNS: Readonly<Record<RecordKind, string>> = {
  project: 'project',
  person: 'person',
  document: 'document',
  code: 'code',
  annotation: 'annotation',
  entity: 'entity',
  relation: 'relation',
  documentCode: 'code of a document',
  comment: 'comment',
  memo: 'memo',
  progress: 'status of a document',
  verdict: 'verdict',
  assignment: 'assignment',
  relationVerdict: 'verdict on a relation',
};

/** Collects losses, those of one kind in one entry. */
export class Losses {
  readonly #losses = new Map<string, { what: Loss['what']; count: number; message: string }>();

  add(what: Loss['what'], message: string, count = 1): void {
    if (count <= 0) return;
    const known = this.#losses.get(what + message);
    if (known) known.count += count;
    else this.#losses.set(what + message, { what, count, message });
  }

  get all(): readonly Loss[] {
    return [...this.#losses.values()];
  }
}
