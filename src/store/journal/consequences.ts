import type { Id } from '../../core/ids.ts';
import type { RecordKind } from '../../core/journal/action.ts';
import type { SqlRow } from '../connection.ts';
import { OPEN_THREADS } from '../link-queries.ts';
import type { ReadContext } from '../read/context.ts';
import { cell } from '../rows/column.ts';
import type { Touched } from './touched.ts';

/** Keeps in step with a changed record what is counted and listed of it, and notes what was touched. */
export class Consequences {
  readonly #context: ReadContext;
  readonly #touched: Touched;

  constructor(context: ReadContext, touched: Touched) {
    this.#context = context;
    this.#touched = touched;
  }

  /** A record was made (`before` is null) or changed; its row is already as `after` says. */
  note(kind: RecordKind, id: Id, row: number, before: SqlRow | null, after: SqlRow): void {
    this.#touched.add(kind, id);
    switch (kind) {
      case 'annotation':
        this.#noteAnnotation(row, before, after);
        break;
      case 'document':
        this.#context.tallies.documentChanged(row, before && this.#liveText(before), this.#liveText(after));
        break;
      case 'relation':
        this.#noteRelation(before, -1);
        this.#noteRelation(after, 1);
        break;
      case 'documentCode':
      case 'progress':
      case 'assignment':
        if (before) this.#touchDocument(kind, before);
        this.#touchDocument(kind, after);
        break;
      case 'verdict':
        this.#touchJudged(after);
        break;
      case 'relationVerdict':
        this.#touchLinked(after);
        break;
      case 'comment':
        if (before && before.thread_id !== after.thread_id) this.#noteThread(before.thread_id as Id);
        this.#noteThread(after.thread_id as Id);
        break;
      default:
        break;
    }
  }

  #touchDocument(kind: RecordKind, row: SqlRow): void {
    this.#touched.addDocument(
      kind,
      this.#context.identities.idOf('document', cell(row, 'document') as number),
    );
  }

  #touchJudged(verdict: SqlRow): void {
    const { connection } = this.#context;
    const judged = connection
      .prepare<SqlRow>('SELECT document FROM annotation WHERE row = ?')
      .get(cell(verdict, 'annotation'));
    if (judged) this.#touchDocument('verdict', judged);
  }

  #touchLinked(verdict: SqlRow): void {
    const ends = this.#context.connection
      .prepare<SqlRow>(
        `SELECT annotation.document AS document FROM relation
         JOIN annotation ON annotation.row IN (relation.from_annotation, relation.to_annotation) WHERE relation.row = ?`,
      )
      .all(cell(verdict, 'relation'));
    for (const end of ends) this.#touchDocument('relationVerdict', end);
  }

  #noteAnnotation(annotation: number, before: SqlRow | null, after: SqlRow): void {
    this.#countAnnotation(before, -1);
    this.#countAnnotation(after, 1);
    // What is new has no relations and no threads yet.
    if (!before || (before.deleted === after.deleted && before.document === after.document)) return;
    const was = this.#isShown(before);
    if (was !== this.#isShown(after)) this.#context.tallies.annotationShown(annotation, was ? -1 : 1);
    if (before.document === after.document) return;
    this.#context.connection
      .prepare('UPDATE open_thread SET document = ? WHERE annotation = ? AND document <> ?')
      .run(cell(after, 'document'), annotation, cell(after, 'document'));
  }

  #countAnnotation(row: SqlRow | null, by: 1 | -1): void {
    if (!row) return;
    this.#touchDocument('annotation', row);
    if (row.deleted !== 0) return;
    const { tallies } = this.#context;
    const document = row.document as number;
    tallies.count(
      {
        document,
        code: row.code as number,
        person: row.person as number,
        status: row.status as number,
        codeVersion: row.code_version as number,
      },
      by,
    );
    if (row.entity !== null) tallies.countMention(document, row.entity as number, by);
  }

  #isShown(annotation: SqlRow): boolean {
    return annotation.deleted === 0 && this.#context.tallies.isLive(annotation.document as number);
  }

  #noteRelation(relation: SqlRow | null, by: 1 | -1): void {
    if (!relation) return;
    const end = this.#context.connection.prepare<SqlRow>(
      'SELECT document, deleted FROM annotation WHERE row = ?',
    );
    const ends = [cell(relation, 'from_annotation'), cell(relation, 'to_annotation')]
      .map((annotation) => end.get(annotation))
      .filter((found) => found !== undefined);
    for (const found of ends) this.#touchDocument('relation', found);
    if (relation.deleted === 0 && ends.every((found) => this.#isShown(found))) {
      this.#context.tallies.countRelation(relation.code as number, by);
    }
  }

  #noteThread(head: Id): void {
    const { connection } = this.#context;
    connection
      .prepare('DELETE FROM open_thread WHERE comment = (SELECT row FROM comment WHERE id = ?)')
      .run(head);
    connection
      .prepare(`INSERT INTO open_thread (document, annotation, comment) ${OPEN_THREADS} AND comment.id = ?`)
      .run(head);
  }

  #liveText(document: SqlRow): { readonly live: boolean; readonly length: number } {
    const text = this.#context.connection
      .prepare<{ length: number }>('SELECT length FROM text WHERE row = ?')
      .get(cell(document, 'text'));
    return { live: document.deleted === 0, length: text?.length ?? 0 };
  }
}
