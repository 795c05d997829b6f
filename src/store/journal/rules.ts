import type { Code } from '../../core/codebook/code.ts';
import type { Comment, Memo } from '../../core/discussion/discussion.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { RecordKind } from '../../core/journal/action.ts';
import type { Progress } from '../../core/project/records.ts';
import type { Relation } from '../../core/relation/relation.ts';
import { namesWhatStands, type RelationVerdict, type Verdict } from '../../core/review/verdict.ts';
import { FROZEN, setting } from '../exchange/settings.ts';
import type { ReadContext } from '../read/context.ts';
import { rowById } from '../rows/records.ts';

/**
 * What must hold between records, beyond that those referred to by row number are there. Asked of whoever writes; undo
 * and redo only go back to what held before.
 */
export class Rules {
  readonly #context: ReadContext;
  /** threads whose first comment went to another record: the others must follow within the transaction */
  readonly #moved = new Set<Id>();

  constructor(context: ReadContext) {
    this.#context = context;
  }

  code({ id }: Code): void {
    if (setting(this.#context.connection, FROZEN) === undefined) return;
    throw new GlossatorError(
      'codebook-frozen',
      'Whoever sent this project wants its codebook to stay as it is.',
      {
        place: { recordKind: 'code', recordId: id },
        remedy: 'Propose the change in a comment or a memo, which goes back with your work.',
      },
    );
  }

  relation({ id, fromId, toId }: Relation): void {
    if (fromId !== toId) return;
    throw new GlossatorError(
      'relation-to-itself',
      'A relation connects two annotations, not one with itself.',
      {
        place: { recordKind: 'relation', recordId: id, field: 'toId' },
        remedy: 'Choose another annotation for one of its ends.',
      },
    );
  }

  memo({ targetKind, targetId }: Memo): void {
    this.#mustBeThere(targetKind, targetId, 'targetId');
  }

  comment(comment: Comment): void {
    const { id, threadId, targetKind, targetId } = comment;
    this.#mustBeThere(targetKind, targetId, 'targetId');
    const before = rowById(this.#context.connection, 'comment', id);
    if (before && before.thread_id !== threadId)
      throw refused(id, 'threadId', 'A comment stays in its thread.');
    if (threadId === id) {
      if (before && (before.target_id !== targetId || before.target_kind !== targetKind)) this.#moved.add(id);
      return;
    }
    this.#mustBeThere('comment', threadId, 'threadId');
    const head = rowById(this.#context.connection, 'comment', threadId);
    if (head?.thread_id !== threadId) {
      throw refused(id, 'threadId', 'A thread is named by the comment that began it, and this one did not.');
    }
    if (head.target_id !== targetId || head.target_kind !== targetKind) {
      throw refused(id, 'targetId', 'A comment is on the record that its thread is on.');
    }
    if (comment.resolved) {
      throw refused(id, 'resolved', 'A thread is resolved by the comment that began it, not by an answer.');
    }
  }

  progress({ id, documentId, personId }: Progress): void {
    const { connection, identities } = this.#context;
    const document = identities.rowOf('document', documentId, 'documentId');
    const person = identities.rowOf('person', personId, 'personId');
    const before = rowById(connection, 'progress', id);
    if (before && (before.document !== document || before.person !== person)) {
      throw new GlossatorError('invalid-input', 'A progress stays with its document and its person.', {
        place: { recordKind: 'progress', recordId: id },
      });
    }
    const other = connection
      .prepare<{ id: Id }>(
        'SELECT id FROM progress WHERE document = ? AND person = ? AND deleted = 0 AND id <> ?',
      )
      .get(document, person, id);
    if (other) {
      throw new GlossatorError('invalid-input', 'This person has a progress with this document already.', {
        place: { recordKind: 'progress', recordId: other.id },
        remedy: 'Change that one.',
      });
    }
  }

  verdict({ id, annotationId, decision, resultId }: Verdict): void {
    const { connection } = this.#context;
    const judged = rowById(connection, 'annotation', annotationId);
    const result = resultId === null ? null : rowById(connection, 'annotation', resultId);
    // That they are there is asked where their row numbers are.
    if (!judged || result === undefined) return;
    const place = { recordKind: 'verdict', recordId: id, field: 'resultId' };
    if (result !== null && result.document !== judged.document) {
      throw new GlossatorError('invalid-input', 'What stands for an annotation is in its document.', {
        place,
      });
    }
    if (namesWhatStands({ decision, resultId }, annotationId)) return;
    throw new GlossatorError('invalid-input', 'A verdict names what stands for the annotation.', { place });
  }

  relationVerdict(verdict: RelationVerdict): void {
    const { id, relationId } = verdict;
    if (namesWhatStands(verdict, relationId)) return;
    throw new GlossatorError('invalid-input', 'A verdict names what stands for the relation.', {
      place: { recordKind: 'relationVerdict', recordId: id, field: 'resultId' },
    });
  }

  /** When all is put. Deleted answers, which nobody sees, may stay behind. */
  finish(): void {
    for (const head of this.#moved) {
      const behind = this.#context.connection
        .prepare<{ id: Id }>(
          `SELECT comment.id AS id FROM comment JOIN comment AS head ON head.id = comment.thread_id
           WHERE comment.thread_id = ? AND comment.deleted = 0
             AND (comment.target_id <> head.target_id OR comment.target_kind <> head.target_kind) LIMIT 1`,
        )
        .get(head);
      if (behind) throw refused(behind.id, 'targetId', 'A thread moves to another record as a whole.');
    }
  }

  #mustBeThere(kind: RecordKind, id: Id, field: string): void {
    if (rowById(this.#context.connection, kind, id)) return;
    throw new GlossatorError('record-unknown-reference', `There is no ${kind} ${id} in this project.`, {
      place: { recordKind: kind, recordId: id, field },
      remedy: `Store the ${kind} before what refers to it.`,
    });
  }
}

function refused(id: Id, field: string, message: string): GlossatorError {
  return new GlossatorError('invalid-input', message, {
    place: { recordKind: 'comment', recordId: id, field },
  });
}
