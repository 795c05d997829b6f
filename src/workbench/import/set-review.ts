import type { Id } from '../../core/ids.ts';
import type { Assignment, RelationVerdict, Verdict } from '../../core/review/verdict.ts';
import type { ReadAssignment, ReadRelationVerdict, ReadVerdict } from '../../formats/annotations/reader.ts';
import type { WriteTransaction } from '../../store/types.ts';
import type { FileKeys } from './file-keys.ts';
import { missing, saysTheSame, shownAnnotation } from './set-links.ts';
import type { SetTally } from './set-tally.ts';

/** Brings a file's assignments and verdicts into the project. */
export class ReviewImport {
  readonly #keys: FileKeys;
  readonly #tally: SetTally;

  constructor(keys: FileKeys, tally: SetTally) {
    this.#keys = keys;
    this.#tally = tally;
  }

  assignment(tx: WriteTransaction, read: ReadAssignment): void {
    const assignment: Assignment = {
      ...read,
      documentId: this.#keys.document(read.documentId).id,
      personId: this.#keys.person(read.personId),
      deleted: false,
    };
    const { documentId, personId } = assignment;
    const there = tx
      .assignments()
      .some((other) => other.documentId === documentId && other.personId === personId);
    if (!there) tx.putAssignment(assignment);
  }

  verdict(tx: WriteTransaction, read: ReadVerdict, line: number): void {
    const absent = [read.annotationId, read.resultId].find((id) => id !== null && !shownAnnotation(tx, id));
    if (typeof absent === 'string') {
      const message = `The annotation ${absent}, which the verdict names, is not in the project.`;
      this.#tally.problem(line, missing('verdict', read.id, message));
      return;
    }
    const verdict: Verdict = { ...read, personId: this.#keys.person(read.personId), deleted: false };
    const there = tx.verdict(read.id);
    if (!there || there.deleted) tx.putVerdict(verdict);
    else if (!saysTheSame(there, verdict)) this.#tally.differs('verdict');
  }

  relationVerdict(tx: WriteTransaction, read: ReadRelationVerdict, line: number): void {
    const isThere = (id: Id) => tx.relation(id)?.deleted === false;
    const absent = [read.relationId, read.resultId].find((id) => id !== null && !isThere(id));
    if (typeof absent === 'string') {
      const message = `The relation ${absent}, which the verdict names, is not in the project.`;
      this.#tally.problem(line, missing('relationVerdict', read.id, message));
      return;
    }
    const verdict: RelationVerdict = { ...read, personId: this.#keys.person(read.personId), deleted: false };
    const there = tx.relationVerdict(read.id);
    if (!there || there.deleted) tx.putRelationVerdict(verdict);
    else if (!saysTheSame(there, verdict)) this.#tally.differs('relationVerdict');
  }
}
