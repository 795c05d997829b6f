import type { PackedAnnotation } from '../../core/annotation/packed.ts';
import type { Id } from '../../core/ids.ts';
import type { Person } from '../../core/project/records.ts';
import { packedInSetOrder } from '../../formats/annotations/order.ts';
import type { PathedCode } from '../../formats/annotations/source.ts';
import type { AnnotationFilter, StoreReader } from '../../store/types.ts';

/** Which annotations an export holds, and by what they are ordered: plain values. */
export interface ChosenAnnotations {
  /** without documents */
  readonly filter: AnnotationFilter;
  readonly codes: readonly PathedCode[];
  readonly persons: readonly Person[];
}

/** Those of one document, in the order of the file. */
export function chosenAnnotations(
  read: StoreReader,
  { filter, codes, persons }: ChosenAnnotations,
  documentId: Id,
): Generator<PackedAnnotation> {
  return packedInSetOrder(
    read.everyPackedAnnotation({ ...filter, documentIds: [documentId] }),
    codes,
    persons,
  );
}
