import { GlossatorError } from '../errors.ts';
import type { Id } from '../ids.ts';
import type { TextRange } from '../text/structure.ts';
import type { Annotation, Span } from './annotation.ts';

/** The ranges in text order, those that overlap or touch joined. UTF-16 offsets, half-open. */
export function joinRanges(ranges: readonly TextRange[]): readonly TextRange[] {
  const joined: TextRange[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last && start <= last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    } else joined.push({ start, end });
  }
  return joined;
}

/**
 * The spans of an annotation without one of them. Raises `not-found` where there is no such fragment, `fragment-last` where there would be none left.
 */
export function withoutFragment(
  annotation: Pick<Annotation, 'spans'> & { readonly id: Id },
  index: number,
): readonly Span[] {
  const place = { recordKind: 'annotation', recordId: annotation.id, field: 'spans' };
  if (!annotation.spans[index]) {
    throw new GlossatorError('not-found', `The annotation has no fragment ${index + 1}.`, {
      place,
      remedy: 'Look at its fragments again.',
    });
  }
  if (annotation.spans.length === 1) {
    throw new GlossatorError('fragment-last', 'An annotation keeps at least one fragment.', {
      place,
      remedy: 'Delete the annotation, or add another fragment first.',
    });
  }
  return annotation.spans.filter((_, at) => at !== index);
}
