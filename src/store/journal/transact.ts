import { newId } from '../../core/ids.ts';
import type { ActionDraft, TransactionResult, WriteTransaction } from '../types.ts';
import { putText } from '../write/put-text.ts';
import type { RecordFields } from './new-rows.ts';
import type { RecordWriter } from './record-writer.ts';
import { Rules } from './rules.ts';
import { commitOf, runAction } from './run-action.ts';
import { noteStep } from './steps.ts';
import type { StoreState } from './store-state.ts';

function writeTransaction(state: StoreState, writer: RecordWriter, rules: Rules): WriteTransaction {
  const fields = (record: object) => record as RecordFields;
  return {
    ...state.reader,
    putPerson: (person) => writer.put('person', person.id, fields(person)),
    dropPerson: (id) => writer.patch('person', id, { deleted: true }),
    putProject: (project) => writer.put('project', project.id, fields(project)),
    putText: (text) => putText(state.connection, text),
    putDocument: (document) => writer.put('document', document.id, fields(document)),
    putCode(code) {
      rules.code(code);
      writer.put('code', code.id, fields(code));
    },
    putAnnotation: (annotation) => writer.put('annotation', annotation.id, fields(annotation)),
    addAnnotations: (annotations) => writer.add('annotation', annotations),
    addAnnotationRun: (run) => writer.addRun(run),
    putEntity: (entity) => writer.put('entity', entity.id, fields(entity)),
    putRelation(relation) {
      rules.relation(relation);
      writer.put('relation', relation.id, fields(relation));
    },
    putDocumentCode: (documentCode) => writer.put('documentCode', documentCode.id, fields(documentCode)),
    putComment(comment) {
      rules.comment(comment);
      writer.put('comment', comment.id, fields(comment));
    },
    putMemo(memo) {
      rules.memo(memo);
      writer.put('memo', memo.id, fields(memo));
    },
    putProgress(progress) {
      rules.progress(progress);
      writer.put('progress', progress.id, fields(progress));
    },
    putVerdict(verdict) {
      rules.verdict(verdict);
      writer.put('verdict', verdict.id, fields(verdict));
    },
    putRelationVerdict(verdict) {
      rules.relationVerdict(verdict);
      writer.put('relationVerdict', verdict.id, fields(verdict));
    },
    putAssignment: (assignment) => writer.put('assignment', assignment.id, fields(assignment)),
  };
}

/** See ProjectStore.transact. */
export function transact<T>(
  state: StoreState,
  draft: ActionDraft,
  work: (tx: WriteTransaction) => T,
): TransactionResult<T> {
  const id = draft.id ?? newId();
  const done = draft.id === undefined ? undefined : commitOf(state.connection, draft.id);
  if (done) return { repeated: true, value: undefined, commit: done };
  const groupId = draft.group ?? id;
  const { type, subject, personId } = draft;
  const { value, commit } = runAction(
    state,
    { id, type, subject, personId, groupId, reverses: null, evenIfEmpty: false },
    (writer) => {
      const rules = new Rules(state);
      const result = work(writeTransaction(state, writer, rules));
      if (result instanceof Promise) {
        throw new TypeError('The work of a transaction is synchronous: nothing may be awaited in it.');
      }
      rules.finish();
      return result;
    },
    ({ seq, altered }) =>
      noteStep(state.connection, { seq, type, groupId, openGroup: draft.group !== undefined }, altered),
  );
  return { repeated: false, value, commit };
}
