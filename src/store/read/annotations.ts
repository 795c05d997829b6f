import type { Annotation } from '../../core/annotation/annotation.ts';
import { notPacked, type PackedAnnotation } from '../../core/annotation/packed.ts';
import type { Id } from '../../core/ids.ts';
import type { DocumentRecord } from '../../core/project/records.ts';
import { recordOf, rowById } from '../rows/records.ts';
import type { AnnotationFilter, StoreReader } from '../types.ts';
import type { ReadContext } from './context.ts';
import { countAnnotations, countByPerson } from './count.ts';
import { density, densityInSteps } from './density.ts';
import { extentClasses, OVERLAPPING, overlappingValues } from './extent-classes.ts';
import { byTitle } from './list-order.ts';
import { packedInOrder } from './packed-annotations.ts';
import { documentTest, rowFilter } from './row-filter.ts';
import { lostInOrder, type OrderedRow, rowsInOrder, type TextPlace } from './text-order.ts';

interface PlacedDocument {
  readonly row: number;
  readonly record: DocumentRecord;
}

export const NEXT_IN_CLASS = `SELECT * FROM annotation
  WHERE document = ? AND deleted = 0 AND lost = 0 AND extent_class = ? AND start > ? AND (code = ? OR ?)
  ORDER BY start, id LIMIT 1`;
export const PREVIOUS_IN_CLASS = `SELECT * FROM annotation
  WHERE document = ? AND deleted = 0 AND lost = 0 AND extent_class = ? AND start < ? AND (code = ? OR ?)
  ORDER BY start DESC, id LIMIT 1`;

export function annotationReader(context: ReadContext) {
  const { connection, identities } = context;
  const annotationOf = (row: OrderedRow) => recordOf<Annotation>('annotation', row, identities);

  /** Documents, not deleted, that a filter allows, in the order of lists. */
  function documentsFor({ documentIds }: AnnotationFilter): PlacedDocument[] {
    const rows = documentIds
      ? [...new Set(documentIds)].map((id) => rowById(connection, 'document', id))
      : connection.prepare('SELECT * FROM document WHERE deleted = 0').all();
    return rows
      .filter((row) => row !== undefined)
      .filter((row) => row.deleted === 0)
      .map((row) => {
        const record = recordOf<DocumentRecord>('document', row, identities);
        return { row: identities.rowOf('document', record.id, 'id'), record };
      })
      .sort((a, b) => byTitle(a.record, b.record));
  }

  function* inDocumentOrder(filter: AnnotationFilter, afterId?: Id): Generator<Annotation> {
    const rows = rowFilter(context, filter);
    const mayMatch = documentTest(context, filter);
    let after = afterId === undefined ? undefined : rowById(connection, 'annotation', afterId);
    let documents = documentsFor(filter);
    if (afterId !== undefined) {
      const from = documents.findIndex((document) => document.row === after?.document);
      documents = from < 0 ? [] : documents.slice(from);
    }
    for (const document of documents) {
      if (!mayMatch(document.row)) {
        after = undefined;
        continue;
      }
      const place: TextPlace | null = after ? (after as OrderedRow) : null;
      const wasLost = after?.lost === 1;
      if (filter.lost !== true && !wasLost) {
        for (const row of rowsInOrder(context, document.row, rows, place)) yield annotationOf(row);
      }
      if (filter.lost !== false) {
        const last = wasLost ? place : null;
        for (const row of lostInOrder(context, document.row, rows, last)) yield annotationOf(row);
      }
      after = undefined;
    }
  }

  /** As inDocumentOrder, packed. */
  function* packed(filter: AnnotationFilter): Generator<PackedAnnotation> {
    const rows = rowFilter(context, filter);
    const mayMatch = documentTest(context, filter);
    for (const { row: document } of documentsFor(filter)) {
      if (!mayMatch(document)) continue;
      if (filter.lost !== true) yield* packedInOrder(context, document, rows, null);
      if (filter.lost === false) continue;
      for (const row of lostInOrder(context, document, rows, null)) yield notPacked(annotationOf(row));
    }
  }

  return {
    annotation(id) {
      const row = rowById(connection, 'annotation', id);
      return row && annotationOf(row as OrderedRow);
    },
    annotationsInRange(documentId, { start, end }) {
      const document = identities.find('document', documentId);
      if (document === undefined) return [];
      return connection
        .prepare<OrderedRow>(OVERLAPPING)
        .all(...overlappingValues(document, start, end))
        .map(annotationOf);
    },
    annotationPage({ limit, after, ...filter }) {
      const page: Annotation[] = [];
      if (limit <= 0) return page;
      for (const annotation of inDocumentOrder(filter, after)) {
        page.push(annotation);
        if (page.length === limit) break;
      }
      return page;
    },
    everyAnnotation: (filter) => inDocumentOrder(filter),
    everyPackedAnnotation: (filter) => packed(filter),
    countAnnotations: (filter) => countAnnotations(context, filter),
    countByPerson: (filter) => countByPerson(context, filter),
    neighbour(documentId, offset, direction, filter = {}) {
      const document = identities.find('document', documentId);
      const code = filter.codeId === undefined ? null : identities.find('code', filter.codeId);
      if (document === undefined || code === undefined) return undefined;
      const query = connection.prepare<OrderedRow>(direction === 'next' ? NEXT_IN_CLASS : PREVIOUS_IN_CLASS);
      const sign = direction === 'next' ? 1 : -1;
      const nearest = extentClasses(connection, document)
        .map((extentClass) => query.get(document, extentClass, offset, code, code === null ? 1 : 0))
        .filter((row) => row !== undefined)
        .sort((a, b) => sign * (a.start - b.start) || (a.id < b.id ? -1 : 1))[0];
      return nearest && annotationOf(nearest);
    },
    density: (documentId, bins) => density(context, documentId, bins),
    densityInSteps: (documentId, bins, step) => densityInSteps(context, documentId, bins, step),
  } satisfies Partial<StoreReader>;
}
