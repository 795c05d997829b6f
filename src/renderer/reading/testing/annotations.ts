import type { Annotation } from '../../../core/annotation/annotation.ts';
import { PLAIN_ANNOTATION } from '../../../core/annotation/annotation.ts';

/** An annotation with only what the reading view looks at. Spans are pairs of UTF-16 offsets. */
export function annotationOf(
  id: string,
  spans: readonly (readonly [number, number])[],
  fields: Partial<Annotation> = {},
): Annotation {
  return {
    id,
    documentId: 'd',
    personId: 'p',
    codeId: 'c',
    spans: spans.map(([start, end]) => ({
      start,
      end,
      quote: 'x'.repeat(end - start),
      prefix: '',
      suffix: '',
    })),
    ...PLAIN_ANNOTATION,
    createdAt: '2024-05-01T10:00:00.000Z',
    updatedAt: '2024-05-01T10:00:00.000Z',
    deleted: false,
    ...fields,
  };
}
