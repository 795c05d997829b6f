import type { ErrorValue } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';

/** The document of the project that stands for one of the file. */
export interface TargetDocument {
  readonly id: Id;
  readonly title: string;
  readonly length: number;
  /** made by this import; else it was here already */
  readonly made: boolean;
  /** annotations, and relations that begin at one of the document's; by transactions that have been committed */
  annotations: number;
  relations: number;
  /** the same by the one that runs */
  pending: number;
  pendingRelations: number;
}

/** Records that may be here already in another state, and what a report calls them. */
export const DIFFERING_KINDS = {
  annotation: 'Annotations',
  code: 'Codes',
  entity: 'Entities',
  documentField: 'Document fields',
  relation: 'Relations',
  documentCode: 'Document codes',
  progress: 'Progress with documents',
  verdict: 'Verdicts',
  relationVerdict: 'Verdicts on relations',
  assignment: 'Assignments',
  comment: 'Comments',
  memo: 'Memos',
} as const;
export type DifferingKind = keyof typeof DIFFERING_KINDS;

/** Problems with references that are told one by one. */
const MAX_PROBLEMS = 1_000;

/** What became of the records of a file. */
export class SetTally {
  readonly documents: TargetDocument[] = [];
  /** records that are here already in another state and were left so */
  readonly differing = new Map<DifferingKind, number>();
  /** codes and document fields of the file taken for those of the same path or name that have another id here */
  codesByPath = 0;
  fieldsByName = 0;
  /** keys that other codes have here */
  keysLost = 0;
  /** further parents that would have put a code below itself here */
  parentsLost = 0;
  /** values of attributes that nothing here asks for */
  valuesLost = 0;
  /** records that refer to what is not here, with the line of each */
  readonly problems: { readonly line: number; readonly error: ErrorValue }[] = [];
  problemsUntold = 0;

  differs(kind: DifferingKind): void {
    this.differing.set(kind, (this.differing.get(kind) ?? 0) + 1);
  }

  problem(line: number, error: ErrorValue): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ line, error });
    else this.problemsUntold += 1;
  }
}
