import type { TextRange } from '../../../core/text/structure.ts';
import { conlluTokens } from '../conll-u/read.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import { labelOf } from '../foreign/label.ts';
import { linePieces } from '../foreign/line-pieces.ts';
import { withoutOverlaps } from '../foreign/overlap.ts';
import { partsOf } from '../foreign/parts.ts';
import { type TokenSentence, tokensOf } from '../foreign/tokens.ts';
import type { ExportSource } from '../source.ts';
import { tsvTokens } from '../webanno-tsv/read.ts';
import type { ExportTally } from '../writer.ts';
import { CHUNK, SPACE } from './columns.ts';
import { conllTokens } from './read.ts';

interface Labelled extends TextRange {
  readonly label: string;
}

/** The tags (IOB2) of a sentence's tokens: a token bears the first range that it has a part in. `at` walks the ranges. */
function tagsOf(tokens: readonly TextRange[], ranges: readonly Labelled[], from: number): readonly string[] {
  let at = from;
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

/** Index of the first range that ends after the offset. */
function firstEndingAfter(ranges: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A column of tags, with the label that stands for none of known chunks or names. */
interface Column {
  readonly ranges: readonly Labelled[];
  readonly unknown: string | null;
}

function* sentenceLines(
  text: string,
  { tokens, start }: TokenSentence,
  columns: readonly Column[],
  between: string,
): Generator<string> {
  const tags = columns.map(({ ranges, unknown }) =>
    unknown === null || ranges.length > 0
      ? tagsOf(tokens, ranges, firstEndingAfter(ranges, start))
      : tokens.map(() => unknown),
  );
  for (const [index, token] of tokens.entries()) {
    const form = text.slice(token.start, token.end).toWellFormed().replace(/\s/gu, SPACE);
    yield `${form}${between}${tags.map((column) => column[index]).join(' ')}`;
  }
  yield '';
}

function* linesOf(
  source: ExportSource,
  tally: ExportTally,
  options: WriteOptions,
  between: string,
  hasChunks: boolean,
): Generator<string> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, {});
  for (const entry of source.documents()) {
    losses.document(entry);
    yield `-DOCSTART-${between}${hasChunks ? '-X- ' : ''}O`;
    yield '';
    const text = describer.text(entry);
    const sentences = tokensOf(
      source,
      entry,
      text,
      options,
      { conll: conllTokens, conllu: conlluTokens, 'webanno-tsv': tsvTokens },
      'sentence',
    );
    const found: Labelled[] = [];
    const chunks: Labelled[] = [];
    for (const annotation of losses.annotations(entry.document.id)) {
      const path = describer.path(annotation.codeId);
      const isChunk = hasChunks && path.length > 1 && path[0] === CHUNK;
      const label = (isChunk ? labelOf(path.slice(1)) : describer.label(annotation.codeId))
        .toWellFormed()
        .replace(/\s/gu, SPACE);
      for (const { start, end } of partsOf(annotation, options.discontinuous, tally))
        (isChunk ? chunks : found).push({ start, end, label });
    }
    const edges = new Set(
      sentences.flatMap(({ tokens }) => tokens.flatMap(({ start, end }) => [start, end])),
    );
    const inOrder = (labelled: readonly Labelled[]): readonly Labelled[] => {
      const { ranges, left } = withoutOverlaps(labelled, options.overlap);
      tally.lose('annotations that overlap others, in whole or in part', left);
      tally.lose(
        'ends of annotations inside tokens or white space (moved to those of tokens)',
        ranges.filter(({ start, end }) => !edges.has(start) || !edges.has(end)).length,
      );
      return ranges;
    };
    const columns: Column[] = [
      ...(hasChunks ? [{ ranges: inOrder(chunks), unknown: '-X-' }] : []),
      { ranges: inOrder(found), unknown: null },
    ];
    for (const sentence of sentences) yield* sentenceLines(text, sentence, columns, between);
  }
  losses.set();
}

/** Two columns, as CoNLL-2002: token and tag (IOB2), a file for the whole set. */
export const conllWriter: ForeignWriter = {
  format: 'conll',
  write: (source, tally, options) => [
    { path: 'export.conll', pieces: linePieces(linesOf(source, tally, options, ' ', false)) },
  ],
};

/** Four columns, as CoNLL-2003: token, part of speech (not known: `-X-`), chunk (what stands below the code `Chunk`), tag (IOB2). */
export const conll2003Writer: ForeignWriter = {
  format: 'conll2003',
  write: (source, tally, options) => [
    { path: 'export.conll', pieces: linePieces(linesOf(source, tally, options, ' -X- ', true)) },
  ],
};
