import type { TextRange } from '../../../core/text/structure.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import { jsonLines } from '../foreign/json-write.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';
import { catsOf, SPAN_GROUP, type SpacySpan, spansOf } from './spans.ts';
import { spacyTokens } from './tokens.ts';

/** Without white space at its ends, which `Doc.from_json` takes for tokens that it divides by its own rule. */
function withoutEdges(text: string, { start, end }: SpacySpan): TextRange {
  const words = text.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  return { start: from, end: Math.max(from, start + words.trimEnd().length) };
}

/** A document a line, as `Doc.from_json` takes it. */
function* recordsOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<unknown> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, { documentCodes: true });
  for (const entry of source.documents()) {
    losses.document(entry);
    const text = describer.text(entry);
    const count = codePointCounter(text);
    const { entities, others } = spansOf(entry.document.id, describer, losses, tally, options);
    const written = ({ start, end, label, kbId }: SpacySpan) => ({
      start: count(start),
      end: count(end),
      label,
      kb_id: kbId,
    });
    const cats = catsOf(source, entry.document.id, describer, tally);
    yield {
      text,
      ents: entities.map(written),
      tokens: spacyTokens(
        text,
        [...entities, ...others].map((span) => withoutEdges(text, span)),
      ).map(({ start, end }, id) => ({
        id,
        start: count(start),
        end: count(end),
      })),
      ...(others.length > 0 ? { spans: { [SPAN_GROUP]: others.map(written) } } : {}),
      ...(Object.keys(cats).length > 0 ? { cats } : {}),
    };
  }
  losses.set();
}

export const spacyJsonWriter: ForeignWriter = {
  format: 'spacy-json',
  write: (source, tally, options) => [
    { path: 'export.jsonl', pieces: jsonLines(recordsOf(source, tally, options)) },
  ],
};
