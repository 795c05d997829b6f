import type { GlossatorError } from '../../../core/errors.ts';
import { fault, malformed, type RecordPlace } from './malformed.ts';
import type { RawRecord } from './parse-line.ts';

/** Kinds of records that others refer to and that are few enough for their ids to be held. */
export const REFERENCED_KINDS = ['person', 'entity', 'documentField', 'code', 'document'] as const;
export type ReferencedKind = (typeof REFERENCED_KINDS)[number];

interface Reference {
  /** what became of the record that others may refer to */
  state: 'read' | 'refused';
  /** how many others were left out because this one was refused */
  dependants: number;
}

/** What became of the records of a file that others refer to. */
export class References {
  readonly #references: Record<ReferencedKind, Map<string, Reference>> = {
    person: new Map(),
    entity: new Map(),
    documentField: new Map(),
    code: new Map(),
    document: new Map(),
  };

  /** Notes what becomes of a record that others refer to. Raises `record-malformed` for an id that has come already, and what `work` raises. */
  defining(kind: ReferencedKind, raw: RawRecord, place: RecordPlace, work: () => void): void {
    const references = this.#references[kind];
    const { id } = raw;
    if (typeof id === 'string' && references.has(id)) {
      throw malformed(`There is a ${kind} of this id already in the file.`, place, 'id');
    }
    const note = (state: Reference['state']): void => {
      if (typeof id === 'string') references.set(id, { state, dependants: 0 });
    };
    try {
      work();
      note('read');
    } catch (thrown) {
      note('refused');
      throw thrown;
    }
  }

  refuse(kind: ReferencedKind, id: string): void {
    this.#references[kind].set(id, { state: 'refused', dependants: 0 });
  }

  state(kind: ReferencedKind, id: unknown): Reference['state'] | undefined {
    return typeof id === 'string' ? this.#references[kind].get(id)?.state : undefined;
  }

  /**
   * Whether the record of this key has been read; false where it was refused, which has been told. Raises
   * `record-unknown-reference` where there is none.
   */
  has(kind: ReferencedKind, key: unknown, place: RecordPlace): boolean {
    const reference = typeof key === 'string' ? this.#references[kind].get(key) : undefined;
    if (!reference) {
      const message = `No ${kind} of the id ${JSON.stringify(key ?? null).slice(0, 80)} comes before.`;
      throw fault('record-unknown-reference', message, place, kind);
    }
    if (reference.state === 'read') return true;
    reference.dependants += 1;
    return false;
  }

  /** For each record that was refused and that others depended on: an error that counts these. */
  *orphans(line: number): Generator<GlossatorError> {
    for (const recordKind of REFERENCED_KINDS) {
      for (const [recordId, { dependants }] of this.#references[recordKind]) {
        if (dependants === 0) continue;
        yield fault(
          'record-unknown-reference',
          `${dependants} ${dependants === 1 ? 'record was' : 'records were'} left out because the ${recordKind} was.`,
          { line, recordKind, recordId },
        );
      }
    }
  }
}
