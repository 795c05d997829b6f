import type { Done } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { newId } from '../core/ids.ts';
import { firstValues, patchedValues } from './attribute-values.ts';
import { codeName, draftOf, subjectOf } from './draft.ts';
import { codeOfKind, documentCodeOf, documentOf } from './find-record.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Gives these documents the code as mine; those that have it already stay as they are. Raises `not-found`, `code-kind-refused`. */
export function addDocumentCode(session: Session, input: ParsedInput<'documentCodes.add'>): Done {
  const { store, me } = session;
  const subject = codeName(store.read, input.codeId);
  const draft = draftOf(session, 'code-document', subject, input.actionId, input.groupId);
  const { commit } = store.transact(draft, (tx) => {
    const code = codeOfKind(tx, input.codeId, 'document');
    for (const documentId of new Set(input.documentIds)) {
      documentOf(tx, documentId);
      const mine = tx.documentCodes(documentId).some((each) => {
        return each.codeId === code.id && each.personId === me.id;
      });
      if (mine) continue;
      const now = new Date().toISOString();
      tx.putDocumentCode({
        id: newId(),
        documentId,
        personId: me.id,
        codeId: code.id,
        codeVersion: code.version,
        attributes: firstValues(tx, code.attributes),
        createdAt: now,
        updatedAt: now,
        deleted: false,
      });
    }
  });
  return { commit };
}

function subjectOfThese({ store: { read } }: Session, ids: readonly string[]): string {
  return subjectOf(
    ids.map((id) => codeName(read, read.documentCode(id)?.codeId)),
    'document codes',
  );
}

/** Those already removed are passed over. */
export function removeDocumentCodes(session: Session, input: ParsedInput<'documentCodes.remove'>): Done {
  const subject = subjectOfThese(session, input.documentCodeIds);
  const draft = draftOf(session, 'uncode-document', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    for (const id of new Set(input.documentCodeIds)) {
      const documentCode = tx.documentCode(id);
      if (documentCode) tx.putDocumentCode(revised(documentCode, { deleted: true }));
    }
  });
  return { commit };
}

/** Raises `not-found`, `attribute-value-invalid`. */
export function setDocumentCodeAttributes(
  session: Session,
  input: ParsedInput<'documentCodes.setAttributes'>,
): Done {
  const subject = subjectOfThese(session, input.documentCodeIds);
  const draft = draftOf(session, 'edit-attributes', subject, input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    for (const id of new Set(input.documentCodeIds)) {
      const documentCode = documentCodeOf(tx, id);
      const definitions = tx.code(documentCode.codeId)?.attributes ?? [];
      const attributes = patchedValues(tx, definitions, documentCode.attributes, input.values);
      tx.putDocumentCode(revised(documentCode, { attributes }));
    }
  });
  return { commit };
}
