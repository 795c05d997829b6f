import type { TextRange } from '../../../core/text/structure.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import { toFeatures } from '../foreign/features.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import { jsonLines } from '../foreign/json-write.ts';
import { metadataOf } from '../foreign/metadata.ts';
import { withoutOverlaps } from '../foreign/overlap.ts';
import { partsOf } from '../foreign/parts.ts';
import { wordsOf } from '../foreign/words.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';

interface Labelled extends TextRange {
  readonly label: string;
}

/** IOB2 tags of the tokens for ranges that do not overlap and end where tokens end. */
function tagsOf(tokens: readonly TextRange[], ranges: readonly Labelled[]): readonly string[] {
  let at = 0;
  let begun = -1;
  return tokens.map((token) => {
    while ((ranges[at]?.end ?? Number.POSITIVE_INFINITY) <= token.start) at += 1;
    const range = ranges[at];
    if (!range || range.start >= token.end) return 'O';
    const prefix = begun === at ? 'I' : 'B';
    begun = at;
    return `${prefix}-${range.label}`;
  });
}

/**
 * A document a line: `tokens` and `ner_tags` (IOB2) for training, `text` and `spans` (code points) which hold every annotation
 * exactly.
 */
function* recordsOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<unknown> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, { features: true, persons: true, metadata: true });
  let id = 0;
  for (const entry of source.documents()) {
    losses.document(entry);
    const text = describer.text(entry);
    const count = codePointCounter(text);
    const ranges: Labelled[] = [];
    const spans: unknown[] = [];
    for (const annotation of losses.annotations(entry.document.id)) {
      const label = describer.label(annotation.codeId);
      const features = toFeatures(describer.said(annotation));
      for (const { start, end } of partsOf(annotation, options.discontinuous, tally)) {
        ranges.push({ start, end, label });
        spans.push({ ...features, start: count(start), end: count(end), label });
      }
    }
    const chosen = withoutOverlaps(ranges, options.overlap);
    tally.lose('tags of annotations that overlap others (they are in “spans”)', chosen.left);
    const tokens = wordsOf(
      text,
      chosen.ranges.flatMap(({ start, end }) => [start, end]),
    );
    const metadata = metadataOf(entry.document);
    yield {
      id: String(id),
      tokens: tokens.map(({ start, end }) => text.slice(start, end)),
      ner_tags: tagsOf(tokens, chosen.ranges),
      text,
      spans,
      ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
    };
    id += 1;
  }
  losses.set();
}

export const huggingFaceWriter: ForeignWriter = {
  format: 'hugging-face',
  write: (source, tally, options) => [
    { path: 'export.jsonl', pieces: jsonLines(recordsOf(source, tally, options)) },
  ],
};
