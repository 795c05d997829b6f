import type fc from 'fast-check';
import { type AnnotatedSet, arbitrarySet } from './arbitrary-set.ts';

/** Far past the end of every text that is drawn. */
const AWAY = 5_000;

/** Sets in which every third annotation has lost its place: half of these stand past the end of their text. */
export const arbitrarySetWithLost: fc.Arbitrary<AnnotatedSet> = arbitrarySet.map((set) => ({
  ...set,
  annotations: set.annotations.map((annotation, index) => {
    if (index % 3 !== 1) return annotation;
    const by = index % 2 === 0 ? AWAY : 0;
    const spans = annotation.spans.map((span) => ({
      ...span,
      start: span.start + by,
      end: span.end + by,
      quote: `${span.quote} as it was`,
    }));
    return { ...annotation, spans, lost: true };
  }),
}));
