import { OPEN_ENDS } from '../../core/codebook/definition.ts';
import { PROJECT } from '../../formats/annotations/testing/arbitrary-discussion.ts';
import type { AnnotatedSet } from '../../formats/annotations/testing/arbitrary-set.ts';
import type { Session } from '../session.ts';

/** Brings a generated set into a project as it stands, through the write door. */
export function putSet({ store, me }: Session, set: AnnotatedSet): void {
  store.transact({ type: 'import', subject: 'generated', personId: me.id }, (tx) => {
    for (const person of set.persons) tx.putPerson(person);
    for (const entity of set.entities) tx.putEntity(entity);
    tx.putProject({ ...tx.project(), documentFields: set.documentFields });
    // Ends may name codes that come later.
    for (const code of set.codes) tx.putCode({ ...code, otherParentIds: [], ends: code.ends && OPEN_ENDS });
    for (const code of set.codes) tx.putCode(code);
    for (const { record, structured, original } of set.documents) {
      tx.putDocument({ ...record, textId: tx.putText({ structured, source: original }).id });
    }
    for (const annotation of set.annotations) tx.putAnnotation(annotation);
    for (const relation of set.relations) tx.putRelation(relation);
    for (const documentCode of set.documentCodes) tx.putDocumentCode(documentCode);
    for (const progress of set.progress) tx.putProgress(progress);
    for (const assignment of set.assignments) tx.putAssignment(assignment);
    for (const verdict of set.verdicts) tx.putVerdict(verdict);
    for (const verdict of set.relationVerdicts) tx.putRelationVerdict(verdict);
    for (const comment of set.comments) tx.putComment(comment);
    for (const memo of set.memos) {
      tx.putMemo(memo.targetId === PROJECT ? { ...memo, targetId: tx.project().id } : memo);
    }
  });
}
