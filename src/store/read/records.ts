import type { Code, CountedCode } from '../../core/codebook/code.ts';
import { GlossatorError } from '../../core/errors.ts';
import type { DocumentRecord, ListedDocument, Person, Project } from '../../core/project/records.ts';
import type { SqlRow } from '../connection.ts';
import type { RecordCounts } from '../record-counts.ts';
import { recordOf, rowById } from '../rows/records.ts';
import { damagedContent } from '../rows/stored-json.ts';
import type { StoreReader } from '../types.ts';
import type { ReadContext } from './context.ts';
import { begun, codesBorne, documentsBearing } from './document-codes.ts';
import { byId, byTitle, compareTitles } from './list-order.ts';

function bySiblingOrder(a: Code, b: Code): number {
  return a.position - b.position || compareTitles(a.name, b.name) || byId(a, b);
}

export const DOCUMENTS_BY_TEXT_SHA256 =
  'SELECT document.* FROM text JOIN document ON document.text = text.row WHERE text.sha256 = ? AND deleted = 0';
export const DOCUMENTS_BY_SOURCE_SHA256 = `SELECT document.* FROM source JOIN text ON text.source = source.row
  JOIN document ON document.text = text.row WHERE source.sha256 = ? AND document.deleted = 0`;

/** Codes, not deleted, with the sums of annotations and relations that bear them. */
const CODES = `SELECT code.*, coalesce(annotations, 0) AS annotations, coalesce(relations, 0) AS relations FROM code
  LEFT JOIN tally ON tally.document = 0 AND tally.code = code.row AND tally.person = 0
  LEFT JOIN relation_tally ON relation_tally.code = code.row WHERE deleted = 0`;

export function recordReader(context: ReadContext) {
  const { connection, identities, tallies } = context;

  function documentsWhere(sql: string, sha256: string): DocumentRecord[] {
    return connection
      .prepare(sql)
      .all(sha256)
      .map((row) => recordOf<DocumentRecord>('document', row, identities))
      .sort(byTitle);
  }

  return {
    project() {
      const row = connection.prepare('SELECT * FROM project ORDER BY row LIMIT 1').get();
      if (!row) throw damagedContent('the project record is missing');
      return recordOf<Project>('project', row, identities);
    },
    persons() {
      return connection
        .prepare('SELECT * FROM person WHERE deleted = 0 ORDER BY row')
        .all()
        .map((row) => recordOf<Person>('person', row, identities));
    },
    codes() {
      tallies.flush();
      const documents = documentsBearing(connection);
      return connection
        .prepare<SqlRow & { row: number; annotations: number; relations: number }>(CODES)
        .all()
        .map((row): CountedCode => {
          const code = recordOf<Code>('code', row, identities);
          const borneBy = {
            span: row.annotations,
            document: documents.get(row.row) ?? 0,
            relation: row.relations,
          };
          return { ...code, annotations: borneBy[code.kind] };
        })
        .sort(bySiblingOrder);
    },
    code(id) {
      const row = rowById(connection, 'code', id);
      return row && recordOf<Code>('code', row, identities);
    },
    documents() {
      tallies.flush();
      const codes = codesBorne(context);
      const progress = begun(context);
      return connection
        .prepare<SqlRow & { row: number; length: number; annotations: number }>(
          `SELECT document.*, text.length AS length, coalesce(annotations, 0) AS annotations
           FROM document JOIN text ON text.row = document.text
           LEFT JOIN tally ON tally.document = document.row AND tally.code = 0 AND tally.person = 0
           WHERE deleted = 0`,
        )
        .all()
        .map(
          (row): ListedDocument => ({
            ...recordOf<DocumentRecord>('document', row, identities),
            length: row.length,
            annotations: row.annotations,
            codeIds: codes.get(row.row) ?? [],
            progress: progress.get(row.row) ?? [],
          }),
        )
        .sort(byTitle);
    },
    document(id) {
      const row = rowById(connection, 'document', id);
      return row && recordOf<DocumentRecord>('document', row, identities);
    },
    documentsByTextSha256: (sha256) => documentsWhere(DOCUMENTS_BY_TEXT_SHA256, sha256),
    documentsBySourceSha256: (sha256) => documentsWhere(DOCUMENTS_BY_SOURCE_SHA256, sha256),
    counts(): RecordCounts {
      tallies.flush();
      const counts = connection
        .prepare<RecordCounts>(
          `SELECT (SELECT count(*) FROM person WHERE deleted = 0) AS persons,
             (SELECT count(*) FROM document WHERE deleted = 0) AS documents,
             (SELECT count(*) FROM code WHERE deleted = 0) AS codes,
             coalesce((SELECT annotations FROM tally WHERE document = 0 AND code = 0 AND person = 0), 0) AS annotations,
             coalesce((SELECT relations FROM relation_tally WHERE code = 0), 0) AS relations,
             (SELECT count(*) FROM entity WHERE deleted = 0) AS entities,
             (SELECT count(*) FROM document_code WHERE deleted = 0
                AND document NOT IN (SELECT row FROM document WHERE deleted = 1)) AS documentCodes,
             (SELECT count(*) FROM comment WHERE deleted = 0) AS comments,
             (SELECT count(*) FROM memo WHERE deleted = 0) AS memos,
             (SELECT count(*) FROM verdict WHERE deleted = 0)
               + (SELECT count(*) FROM relation_verdict WHERE deleted = 0) AS verdicts,
             (SELECT count(*) FROM assignment WHERE deleted = 0) AS assignments,
             (SELECT coalesce(max(seq), 0) FROM action) AS actions,
             (SELECT value FROM total WHERE name = 'textLength') AS textLength`,
        )
        .get();
      if (!counts) throw new GlossatorError('internal', 'The counts gave no row.');
      return counts;
    },
  } satisfies Partial<StoreReader>;
}
