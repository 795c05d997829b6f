import type { Id } from '../../../core/ids.ts';
import { codePointCounter } from '../code-points.ts';
import { Describer, LossCounter, loseSaid } from '../foreign/describe.ts';
import { toFeatures } from '../foreign/features.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import { jsonLines } from '../foreign/json-write.ts';
import { metadataOf } from '../foreign/metadata.ts';
import { partsOf } from '../foreign/parts.ts';
import { wordsOf } from '../foreign/words.ts';
import type { ExportSource } from '../source.ts';
import type { ExportTally } from '../writer.ts';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly token_start: number;
  readonly token_end: number;
  readonly label: string;
}

/** A task a line, with the words as tokens; what is known of a span besides its label are further members of it. */
function* tasksOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<unknown> {
  const describer = new Describer(source);
  const holds = { features: true, persons: true, metadata: true, relations: true, documentCodes: true };
  const losses = new LossCounter(source, tally, describer, holds);
  for (const entry of source.documents()) {
    losses.document(entry);
    const text = describer.text(entry);
    const count = codePointCounter(text);
    const placed = Array.from(losses.annotations(entry.document.id), (annotation) => ({
      annotation,
      parts: partsOf(annotation, options.discontinuous, tally),
    }));
    const cuts = placed.flatMap(({ parts }) => parts.flatMap(({ start, end }) => [start, end]));
    const tokens = wordsOf(text, cuts);
    const starts = new Map(tokens.map(({ start }, index) => [start, index]));
    const ends = new Map(tokens.map(({ end }, index) => [end, index]));
    const spans: unknown[] = [];
    const first = new Map<Id, Span>();
    for (const { annotation, parts } of placed) {
      for (const { start, end } of parts) {
        const [tokenStart, tokenEnd] = [starts.get(start), ends.get(end)];
        const place = { start: count(start), end: count(end) };
        const label = describer.label(annotation.codeId);
        const inTokens =
          tokenStart === undefined || tokenEnd === undefined
            ? {}
            : { token_start: tokenStart, token_end: tokenEnd };
        spans.push({ ...toFeatures(describer.said(annotation)), ...place, ...inTokens, label });
        if (first.has(annotation.id)) continue;
        first.set(annotation.id, { ...place, token_start: tokenStart ?? 0, token_end: tokenEnd ?? 0, label });
      }
    }
    const relations = describer.relations(entry.document.id).map((relation) => {
      const [head, child] = [first.get(relation.fromId), first.get(relation.toId)];
      loseSaid(relation, tally);
      return {
        head: head?.token_end,
        child: child?.token_end,
        head_span: head,
        child_span: child,
        label: describer.label(relation.codeId),
      };
    });
    const classes = Array.from(source.documentCodes(entry.document.id), ({ codeId }) =>
      describer.label(codeId),
    );
    yield {
      text,
      meta: metadataOf(entry.document),
      tokens: tokens.map(({ start, end }, id) => {
        const ws = text.charAt(end) === ' ';
        return { text: text.slice(start, end), start: count(start), end: count(end), id, ws };
      }),
      spans,
      ...(relations.length > 0 ? { relations } : {}),
      ...(classes.length > 0 ? { accept: classes } : {}),
      answer: 'accept',
    };
  }
  losses.set();
}

export const prodigyWriter: ForeignWriter = {
  format: 'prodigy',
  write: (source, tally, options) => [
    { path: 'export.jsonl', pieces: jsonLines(tasksOf(source, tally, options)) },
  ],
};
