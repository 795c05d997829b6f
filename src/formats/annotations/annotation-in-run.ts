import { type Annotation, PLAIN_ANNOTATION, type Span } from '../../core/annotation/annotation.ts';
import {
  type AnnotationRun,
  RUN_CREATED,
  RUN_NUMBERS,
  RUN_SPANS,
  RUN_UPDATED,
} from '../../core/annotation/run.ts';

const DECODER = new TextDecoder();

/** One of a run by itself, by its place there. */
export function annotationInRun(run: AnnotationRun, place: number): Omit<Annotation, 'deleted'> {
  const { documentId, codes, personIds, numbers, bytes } = run;
  const numberOf = (which: keyof typeof RUN_NUMBERS): number =>
    numbers[place * RUN_NUMBERS.count + RUN_NUMBERS[which]] ?? 0;
  const code = codes[numberOf('code')];
  const personId = personIds[numberOf('person')];
  if (!code || personId === undefined) throw new RangeError(`The run has no annotation ${place}.`);
  const from = numberOf('from');
  const text = (start: number, end: number): string => DECODER.decode(bytes.subarray(start, end));
  return {
    ...PLAIN_ANNOTATION,
    id: text(from, from + RUN_CREATED),
    documentId,
    codeId: code.id,
    codeVersion: code.version,
    personId,
    spans: JSON.parse(text(from + RUN_SPANS, numberOf('note'))) as readonly Span[],
    note: JSON.parse(text(numberOf('note'), numberOf('to'))) as string,
    createdAt: text(from + RUN_CREATED, from + RUN_UPDATED),
    updatedAt: text(from + RUN_UPDATED, from + RUN_SPANS),
  };
}
