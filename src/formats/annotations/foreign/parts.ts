import type { Annotation } from '../../../core/annotation/annotation.ts';
import { GlossatorError } from '../../../core/errors.ts';
import type { TextRange } from '../../../core/text/structure.ts';
import type { ExportTally } from '../writer.ts';
import type { WritePolicy } from './format.ts';

/**
 * The parts of an annotation that a format of single spans is given: all of them as annotations of their own ('split'), the
 * longest, the first. What is left out or torn apart is counted.
 * @throws GlossatorError invalid-input where the policy is 'refuse' and there are several
 */
export function partsOf(
  annotation: Annotation,
  policy: WritePolicy,
  tally: ExportTally,
): readonly TextRange[] {
  const { spans } = annotation;
  const [first] = spans;
  if (spans.length <= 1 || !first) return spans;
  switch (policy) {
    case 'split':
      tally.lose('annotations of several parts (each part written by itself)', 1);
      return spans;
    case 'first':
      tally.lose('further parts of annotations', spans.length - 1);
      return [first];
    case 'longest':
      tally.lose('shorter parts of annotations', spans.length - 1);
      return [spans.reduce((best, span) => (span.end - span.start > best.end - best.start ? span : best))];
    case 'refuse':
      throw new GlossatorError(
        'invalid-input',
        `The annotation of “${first.quote.slice(0, 40)}” is in several parts, which the format cannot hold.`,
        {
          place: { recordKind: 'annotation', recordId: annotation.id },
          remedy: 'Choose what is to become of annotations in several parts.',
        },
      );
  }
}
