import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { annotationsSubject, draftOf } from './draft.ts';
import { annotationsOf, codeOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Raises `not-found` where none of the annotations is there. */
export function setStatus(session: Session, input: ParsedInput<'annotations.setStatus'>): Done {
  const { commit } = session.store.transact(
    draftOf(session, 'set-status', input.status, input.actionId),
    (tx) => {
      for (const annotation of annotationsOf(tx, input.annotationIds)) {
        tx.putAnnotation(revised(annotation, { status: input.status }));
      }
    },
  );
  return { commit };
}

/** These hold under the present definition of their code. Raises `not-found` where none of them is there. */
export function confirmVersion(session: Session, input: ParsedInput<'annotations.confirmVersion'>): Done {
  const subject = annotationsSubject(session.store.read, input.annotationIds);
  const draft = draftOf(session, 'confirm-definition', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    for (const annotation of annotationsOf(tx, input.annotationIds)) {
      tx.putAnnotation(revised(annotation, { codeVersion: codeOf(tx, annotation.codeId).version }));
    }
  });
  return { commit };
}
