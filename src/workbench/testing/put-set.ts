import type { AnnotatedSet } from '../../formats/annotations/testing/arbitrary-set.ts';
import type { Session } from '../session.ts';

/** Brings a generated set into a project as it stands, through the write door. */
export function putSet({ store, me }: Session, set: AnnotatedSet): void {
  store.transact({ type: 'import', subject: 'generated', personId: me.id }, (tx) => {
    for (const person of set.persons) tx.putPerson(person);
    for (const code of set.codes) tx.putCode(code);
    for (const { record, structured, original } of set.documents) {
      tx.putDocument({ ...record, textId: tx.putText({ structured, source: original }).id });
    }
    for (const annotation of set.annotations) tx.putAnnotation(annotation);
  });
}
