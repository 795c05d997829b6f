import type { Annotation } from '../core/annotation/annotation.ts';
import type { DocumentCode } from '../core/annotation/document-code.ts';
import type { Code } from '../core/codebook/code.ts';
import type { Relation } from '../core/relation/relation.ts';
import type { StoreReader, WriteTransaction } from '../store/types.ts';
import { revised } from './revised.ts';

/** Records held in memory at a time when all that bear a code are changed. */
const PAGE = 1_000;

/** What bears a code: an annotation, a relation or a document code, by the code's kind. */
export type Bearer = Annotation | Relation | DocumentCode;

/** What can change in a bearer whatever it is. */
export type BearerChange = Partial<Pick<Bearer, 'codeId' | 'codeVersion' | 'attributes' | 'deleted'>>;

function* pagesOf<R extends { readonly id: string }>(
  next: (after: string | undefined) => readonly R[],
): Generator<R> {
  for (let page = next(undefined); page.length > 0; page = next(page.at(-1)?.id)) yield* page;
}

/**
 * All that bear the code, a page in memory at a time. They may be changed meanwhile as far as they still bear the code: for what takes
 * it from them see `everyLeaver`.
 */
export function everyBearer(read: StoreReader, code: Code): Iterable<Bearer> {
  const filter = { codeIds: [code.id], limit: PAGE };
  const from = (after: string | undefined) => (after === undefined ? filter : { ...filter, after });
  if (code.kind === 'span') return pagesOf((after) => read.annotationPage(from(after)));
  if (code.kind === 'relation') return pagesOf((after) => read.relationPage(from(after)));
  return read.documentCodes().filter(({ codeId }) => codeId === code.id);
}

/** As `everyBearer`, where each one is deleted or gets another code before the next is asked for. */
export function everyLeaver(read: StoreReader, code: Code): Iterable<Bearer> {
  const filter = { codeIds: [code.id], limit: PAGE };
  // Always the first page: what has been changed no longer bears the code.
  if (code.kind === 'span') return pagesOf(() => read.annotationPage(filter));
  if (code.kind === 'relation') return pagesOf(() => read.relationPage(filter));
  return read.documentCodes().filter(({ codeId }) => codeId === code.id);
}

export function countBearers(read: StoreReader, code: Code): number {
  if (code.kind === 'span') return read.countAnnotations({ codeIds: [code.id] });
  if (code.kind === 'relation') return read.countRelations({ codeIds: [code.id] });
  return read.documentCodes().filter(({ codeId }) => codeId === code.id).length;
}

/** Writes a bearer of a code of this kind with what changed. */
export function putBearer(
  tx: WriteTransaction,
  kind: Code['kind'],
  bearer: Bearer,
  change: BearerChange,
): void {
  if (kind === 'span') tx.putAnnotation(revised(bearer as Annotation, change));
  else if (kind === 'relation') tx.putRelation(revised(bearer as Relation, change));
  else tx.putDocumentCode(revised(bearer as DocumentCode, change));
}
