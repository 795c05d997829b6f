import type { RelatedAnnotation, RelationView } from '../../../contract/procedures.ts';
import type { Id } from '../../../core/ids.ts';
import { shortQuotes } from '../rail/describe.ts';

const QUOTED = 60;

/** The end of a relation that is not the annotation; and whether the relation leads there. */
export function otherEnd(
  { from, to }: Pick<RelationView, 'from' | 'to'>,
  annotationId: Id,
): { readonly end: RelatedAnnotation; readonly isTarget: boolean } {
  return from.id === annotationId ? { end: to, isTarget: true } : { end: from, isTarget: false };
}

/** What is said of an annotation whose place in the text is lost. */
export const PLACE_LOST = 'its place is lost';

/** ‘the dam holds’, or ‘the dam holds’ in ‘Lakes’ where that is another document than `documentId`; and whether its place is lost. */
export function endInWords(end: RelatedAnnotation, documentId: Id, limit = QUOTED): string {
  const quote = `‘${shortQuotes(end.quotes, limit)}’`;
  const where = end.documentId === documentId ? quote : `${quote} in ‘${end.documentTitle}’`;
  return end.lost ? `${where} (${PLACE_LOST})` : where;
}

/** A relation as it is told of one of its ends: "contradicts ‘…’", or "‘…’ contradicts this" where it leads here. */
export function relationInWords(
  view: RelationView,
  annotationId: Id,
  documentId: Id,
  codeName: string,
): string {
  const { end, isTarget } = otherEnd(view, annotationId);
  const words = endInWords(end, documentId);
  return isTarget ? `${codeName} ${words}` : `${words} ${codeName} this`;
}
