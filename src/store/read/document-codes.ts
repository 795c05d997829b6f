import type { DocumentCode } from '../../core/annotation/document-code.ts';
import type { Id } from '../../core/ids.ts';
import { DOCUMENT_STATUSES, type DocumentStatus, type Progress } from '../../core/project/records.ts';
import type { Connection, SqlRow } from '../connection.ts';
import { recordOf, rowById } from '../rows/records.ts';
import type { StoreReader } from '../types.ts';
import type { ReadContext } from './context.ts';

export const DOCUMENT_CODES = 'SELECT * FROM document_code WHERE document = ? AND deleted = 0 ORDER BY id';
const ALL_DOCUMENT_CODES = `SELECT document_code.* FROM document_code JOIN document ON document.row = document_code.document
  WHERE document_code.deleted = 0 AND document.deleted = 0 ORDER BY document.id, document_code.id`;
export const PROGRESS = 'SELECT * FROM progress WHERE document = ? AND person = ? AND deleted = 0';
const ALL_PROGRESS = `SELECT progress.* FROM progress JOIN document ON document.row = progress.document
  WHERE progress.deleted = 0 AND document.deleted = 0 ORDER BY progress.id`;

export const CODES_BORNE =
  'SELECT document, code FROM document_code WHERE deleted = 0 AND document > 0 GROUP BY document, code';
export const DOCUMENTS_BEARING = `SELECT code, count(DISTINCT document) AS documents FROM document_code
  WHERE deleted = 0 AND document NOT IN (SELECT row FROM document WHERE deleted = 1) GROUP BY code`;

/** The codes of each document that bears any, by its row. */
export function codesBorne({ connection, identities }: ReadContext): ReadonlyMap<number, readonly Id[]> {
  const borne = new Map<number, Id[]>();
  for (const { document, code } of connection
    .prepare<{ document: number; code: number }>(CODES_BORNE)
    .all()) {
    const codes = borne.get(document);
    const id = identities.idOf('code', code);
    if (codes) codes.push(id);
    else borne.set(document, [id]);
  }
  return borne;
}

/** How many documents, not deleted, bear each code, by its row. */
export function documentsBearing(connection: Connection): ReadonlyMap<number, number> {
  const rows = connection.prepare<{ code: number; documents: number }>(DOCUMENTS_BEARING).all();
  return new Map(rows.map(({ code, documents }) => [code, documents]));
}

interface Begun {
  readonly personId: Id;
  readonly status: DocumentStatus;
}

/** Who has begun with each document, by its row; people in the order of their ids, which is the same in every copy of a project. */
export function begun({ connection, identities }: ReadContext): ReadonlyMap<number, readonly Begun[]> {
  const rows = connection
    .prepare<{ document: number; person: number; status: DocumentStatus }>(
      'SELECT document, person, status FROM progress WHERE deleted = 0 AND status <> ?',
    )
    .all(DOCUMENT_STATUSES[0]);
  const people = new Map<number, Begun[]>();
  for (const { document, person, status } of rows) {
    const one = { personId: identities.idOf('person', person), status };
    const known = people.get(document);
    if (known) known.push(one);
    else people.set(document, [one]);
  }
  for (const all of people.values()) all.sort((a, b) => (a.personId < b.personId ? -1 : 1));
  return people;
}

export function documentCodeReader({ connection, identities }: ReadContext) {
  const documentCodeOf = (row: SqlRow) => recordOf<DocumentCode>('documentCode', row, identities);
  const progressOf = (row: SqlRow) => recordOf<Progress>('progress', row, identities);

  return {
    documentCode(id) {
      const row = rowById(connection, 'documentCode', id);
      return row && documentCodeOf(row);
    },
    documentCodes(documentId) {
      const rows =
        documentId === undefined
          ? connection.prepare(ALL_DOCUMENT_CODES).all()
          : connection.prepare(DOCUMENT_CODES).all(identities.find('document', documentId) ?? null);
      return rows.map(documentCodeOf);
    },
    progress(documentId, personId) {
      const document = identities.find('document', documentId) ?? null;
      const person = identities.find('person', personId) ?? null;
      const row = connection.prepare(PROGRESS).get(document, person);
      return row && progressOf(row);
    },
    everyProgress: () => connection.prepare(ALL_PROGRESS).all().map(progressOf),
  } satisfies Partial<StoreReader>;
}
