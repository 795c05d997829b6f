import { type Annotation, PLAIN_ANNOTATION } from '../../../src/core/annotation/annotation.ts';
import { newId } from '../../../src/core/ids.ts';
import { describeSpan } from '../../../src/core/text/anchor.ts';
import type { StructuredText, TextRange } from '../../../src/core/text/structure.ts';
import { places } from '../../generate/places.ts';
import { chanceOf } from '../../generate/random.ts';
import { generateText } from '../../generate/text.ts';

/** What all three show: a text and its annotations in text order. */
export interface AnnotatedSet {
  readonly documentId: string;
  readonly structured: StructuredText;
  readonly annotations: readonly Annotation[];
}

const LENGTH = 1_000_000;
const SEED = 5;
const OVERLAP_DEPTH = 4;
const WHEN = '2024-01-01T00:00:00.000Z';
export const CODES = 8;
export const ME = 'me';

export function annotationOn(
  set: Pick<AnnotatedSet, 'documentId' | 'structured'>,
  range: TextRange,
): Annotation {
  return {
    id: newId(),
    documentId: set.documentId,
    personId: ME,
    codeId: `code-${range.start % CODES}`,
    spans: [describeSpan(set.structured.text, range)],
    ...PLAIN_ANNOTATION,
    createdAt: WHEN,
    updatedAt: WHEN,
    deleted: false,
  };
}

/** The same text whatever the count, with so many annotations spread over it; each within one block. */
export function generateSet(count: number): AnnotatedSet {
  const structured = generateText(chanceOf(SEED), { length: LENGTH, scripts: ['latin', 'cyrillic', 'cjk'] });
  const bare = { documentId: newId(), structured };
  const ranges: TextRange[] = [];
  let at = 0;
  const sorted = [...places(chanceOf(SEED + 1), structured.text, count, OVERLAP_DEPTH)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  for (const { start, end } of sorted) {
    while ((structured.blocks[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++;
    const block = structured.blocks[at];
    const within = { start: Math.max(start, block?.start ?? 0), end: Math.min(end, block?.end ?? 0) };
    if (within.end > within.start) ranges.push(within);
  }
  return { ...bare, annotations: ranges.map((range) => annotationOn(bare, range)) };
}
