import { describeSpan } from '../../../../core/text/anchor.ts';
import type { StructuredText, TextRange } from '../../../../core/text/structure.ts';
import type { AnnotatedSet } from '../../testing/arbitrary-set.ts';

/** UTF-16 offset in a text → in the same with CRLF for each line end. */
function shifter(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (offset) => offset + ends.filter((end) => end < offset).length;
}

function shifted<R extends TextRange>(range: R, shift: (offset: number) => number): R {
  return { ...range, start: shift(range.start), end: shift(range.end) };
}

/** The set as a program keeps it that leaves CRLF in its texts and counts both signs. */
export function withCrlf(set: AnnotatedSet): AnnotatedSet {
  const texts = new Map(set.documents.map(({ record, structured }) => [record.id, structured.text]));
  const shifters = new Map([...texts].map(([id, text]) => [id, shifter(text)]));
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  return {
    ...set,
    documents: set.documents.map((document) => {
      const { text, blocks, marks } = document.structured;
      const shift = shifters.get(document.record.id) ?? ((offset: number) => offset);
      const structured: StructuredText = {
        text: crlf(text),
        blocks: blocks.map((block) => shifted(block, shift)),
        marks: marks.map((mark) => shifted(mark, shift)),
      };
      return { ...document, structured };
    }),
    annotations: set.annotations.map((annotation) => {
      const text = crlf(texts.get(annotation.documentId) ?? '');
      const shift = shifters.get(annotation.documentId) ?? ((offset: number) => offset);
      return {
        ...annotation,
        spans: annotation.spans.map((span) => describeSpan(text, shifted(span, shift))),
      };
    }),
  };
}
