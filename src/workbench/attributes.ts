import type { AttributeMigration, Done, DoneWithLoss } from '../contract/procedures.ts';
import type { ParsedInput } from '../contract/server.ts';
import { checkDefinitions } from '../core/attribute/definitions.ts';
import { patchedValues } from './attribute-values.ts';
import { everyBearer } from './bearers.ts';
import { annotationsSubject, draftOf, subjectOf } from './draft.ts';
import { annotationsOf, codeOf, documentOf } from './find-record.ts';
import { ValueMigration } from './migrate-values.ts';
import { revised } from './revised.ts';
import type { Session } from './session.ts';

/** Raises `not-found` where none of the annotations is there, `attribute-value-invalid`. */
export function setAttributes(session: Session, input: ParsedInput<'annotations.setAttributes'>): Done {
  const { store } = session;
  const subject = annotationsSubject(store.read, input.annotationIds);
  const { commit } = store.transact(draftOf(session, 'edit-attributes', subject, input.actionId), (tx) => {
    for (const annotation of annotationsOf(tx, input.annotationIds)) {
      const definitions = tx.code(annotation.codeId)?.attributes ?? [];
      const attributes = patchedValues(tx, definitions, annotation.attributes, input.values);
      tx.putAnnotation(revised(annotation, { attributes }));
    }
  });
  return { commit };
}

/** What becomes of the values if the code had these attributes. Raises `not-found`, `attribute-definition-invalid`. */
export function previewAttributes(
  { store: { read } }: Session,
  input: ParsedInput<'codes.previewAttributes'>,
): AttributeMigration {
  const code = codeOf(read, input.codeId);
  const migration = new ValueMigration(read, code.attributes, checkDefinitions(input.attributes));
  for (const { attributes } of everyBearer(read, code)) migration.migrate(attributes);
  return { changes: migration.changes };
}

/** Values of the project's typed fields for these documents. Raises `not-found`, `attribute-value-invalid`. */
export function setDocumentFields(session: Session, input: ParsedInput<'documents.setFields'>): Done {
  const { store } = session;
  const titles = input.documentIds.map((id) => store.read.document(id)?.title ?? '');
  const draft = draftOf(session, 'edit-attributes', subjectOf(titles, 'documents'), input.actionId);
  const { commit } = store.transact(draft, (tx) => {
    const { documentFields } = tx.project();
    for (const id of new Set(input.documentIds)) {
      const document = documentOf(tx, id);
      const attributes = patchedValues(tx, documentFields, document.attributes, input.values);
      tx.putDocument(revised(document, { attributes }));
    }
  });
  return { commit };
}

/**
 * Replaces the typed fields of documents and carries their values over; `lostValues` could not be. Raises
 * `attribute-definition-invalid`.
 */
export function editFields(session: Session, input: ParsedInput<'project.editFields'>): DoneWithLoss {
  let lostValues = 0;
  const draft = draftOf(session, 'edit-document-fields', '', input.actionId);
  const { commit } = session.store.transact(draft, (tx) => {
    const project = tx.project();
    const documentFields = checkDefinitions(input.fields, { recordKind: 'project' });
    const migration = new ValueMigration(tx, project.documentFields, documentFields);
    tx.putProject({ ...project, documentFields });
    for (const { id } of tx.documents()) {
      const document = documentOf(tx, id);
      tx.putDocument(revised(document, { attributes: migration.migrate(document.attributes) }));
    }
    lostValues = migration.lost;
  });
  return { commit, lostValues };
}

/** Raises `attribute-definition-invalid`. */
export function previewFields(
  { store: { read } }: Session,
  input: ParsedInput<'project.previewFields'>,
): AttributeMigration {
  const { documentFields } = read.project();
  const migration = new ValueMigration(read, documentFields, checkDefinitions(input.fields));
  for (const { attributes } of read.documents()) migration.migrate(attributes);
  return { changes: migration.changes };
}
