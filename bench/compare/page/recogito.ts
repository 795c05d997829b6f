import { createTextAnnotator, type TextAnnotation, type TextAnnotator } from '@recogito/text-annotator';
import '@recogito/text-annotator/text-annotator.css';
import type { Annotation } from '../../../src/core/annotation/annotation.ts';
import { type Contestant, painted, scrollingBox } from './contestant.ts';

/** A paragraph's text node and where it begins in the text. */
interface Placed {
  readonly start: number;
  readonly node: Text;
}

/** As it takes them, with their ranges: from offsets alone it would look for each from the beginning of the text. */
function foreign({ id, spans: [span] }: Annotation, paragraphs: readonly Placed[]): TextAnnotation {
  const { quote, start, end } = span ?? { quote: '', start: 0, end: 0 };
  let low = 0;
  let high = paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((paragraphs[middle]?.start ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  const placed = paragraphs[low];
  if (!placed) throw new Error('an annotation on no paragraph');
  const range = document.createRange();
  range.setStart(placed.node, start - placed.start);
  range.setEnd(placed.node, end - placed.start);
  return { id, bodies: [], target: { annotation: id, selector: [{ quote, start, end, range }] } };
}

const LONGEST = 120_000;

/** It paints in its own time after a change, a highlight an annotation: when that is registered, and a frame has been drawn with it. */
async function untilRegistered(id: string): Promise<void> {
  const end = performance.now() + LONGEST;
  while (!CSS.highlights.has(`_${id}`)) {
    if (performance.now() > end) throw new Error(`nothing was painted within ${LONGEST / 1_000} s`);
    await painted();
  }
  await painted();
}

/** The whole text as paragraphs, with recogito's annotator and its CSS highlight renderer on it. */
export function recogito(): Contestant {
  let annotator: TextAnnotator<TextAnnotation, TextAnnotation> | null = null;
  let scroller: HTMLElement | null = null;
  const paragraphs: Placed[] = [];
  return {
    async open(box, { structured, annotations }) {
      const made = scrollingBox(box);
      scroller = made.scroller;
      let from = 0;
      for (const { start, end } of structured.blocks) {
        const paragraph = document.createElement('p');
        const node = document.createTextNode(structured.text.slice(start, end));
        paragraph.append(node);
        paragraphs.push({ start, node });
        // What stands between blocks, so that its offsets are ours.
        made.content.append(structured.text.slice(from, start), paragraph);
        from = end;
      }
      annotator = createTextAnnotator<TextAnnotation, TextAnnotation>(made.content, {
        renderer: 'CSS_HIGHLIGHTS',
      });
      annotator.setAnnotations(annotations.map((annotation) => foreign(annotation, paragraphs)));
      await untilRegistered(annotations[0]?.id ?? '');
    },
    scroller() {
      if (!scroller) throw new Error('not open');
      return scroller;
    },
    async add(annotation) {
      annotator?.addAnnotation(foreign(annotation, paragraphs));
      await untilRegistered(annotation.id);
    },
    close() {
      annotator?.destroy();
      annotator = null;
      scroller = null;
      CSS.highlights.clear();
    },
  };
}
