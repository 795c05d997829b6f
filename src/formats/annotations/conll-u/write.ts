import type { Annotation } from '../../../core/annotation/annotation.ts';
import { decodeText } from '../foreign/decode.ts';
import { Describer, LossCounter } from '../foreign/describe.ts';
import { flatFeatures } from '../foreign/flat-features.ts';
import type { ForeignWriter, WriteOptions } from '../foreign/format.ts';
import { linePieces } from '../foreign/line-pieces.ts';
import type { ExportSource, SourceDocument } from '../source.ts';
import type { ExportTally } from '../writer.ts';
import { DEFAULT_FIELDS, fieldsDeclared } from './brackets.ts';
import { importedLayout, type LaidSentence, type Layout, madeLayout } from './layout.ts';
import { Marks, type Passage } from './marks.ts';
import { formatMisc, type Misc } from './misc.ts';

function layoutOf(
  source: ExportSource,
  { text: record }: SourceDocument,
  text: string,
  annotations: readonly Annotation[],
  { tokens }: WriteOptions,
): Layout {
  if (tokens === 'imported' && record.format === 'conllu') {
    const imported = importedLayout(decodeText(source.originalBytes(record.sourceSha256), ''), text);
    if (imported) return imported;
  }
  const blocks = Array.from(source.chunks(record.id), (chunk) => chunk.blocks).flat();
  const cuts = annotations.flatMap(({ spans }) => spans.flatMap(({ start, end }) => [start, end]));
  return madeLayout(text, blocks, cuts);
}

/** MISC with what is marked, its keys in order if they were. */
function miscWith(misc: Misc, marks: Misc): string {
  if (marks.length === 0) return formatMisc(misc);
  const all = [...misc];
  for (const mark of marks) {
    const at = all.findIndex(([key]) => key.toLowerCase() > mark[0].toLowerCase());
    all.splice(at < 0 ? all.length : at, 0, mark);
  }
  return formatMisc(all);
}

/** The comments of the first sentence: whose document it is, and what the fields of brackets mean. */
function headed(
  { comments }: LaidSentence,
  title: string,
  fields: readonly string[] | null,
  isDeclared: boolean,
  isImported: boolean,
): readonly string[] {
  const begins = comments.findIndex((comment) => /^#\s*newdoc\b/.test(comment));
  const said = title.toWellFormed().replace(/\s+/gu, ' ').trim();
  const declaration = fields && !isDeclared ? [`# global.Entity = ${fields.join('-')}`] : [];
  if (begins >= 0) return [...comments.slice(0, begins + 1), ...declaration, ...comments.slice(begins + 1)];
  // A lone imported document that did not say where it begins is left as it was.
  return isImported ? [...declaration, ...comments] : [`# newdoc id = ${said}`, ...declaration, ...comments];
}

/** What the annotations mark, by the rows of a layout. */
function marksOf(
  layout: Layout,
  annotations: readonly Annotation[],
  describer: Describer,
  source: ExportSource,
  tally: ExportTally,
): Marks {
  const marks = new Marks(
    layout,
    layout.declared === undefined ? DEFAULT_FIELDS : fieldsDeclared(layout.declared),
    tally,
  );
  marks.place(
    annotations.map(
      (annotation): Passage => ({
        label: describer.label(annotation.codeId),
        path: describer.path(annotation.codeId),
        ranges: annotation.spans,
        features: flatFeatures(annotation, describer, source, tally),
      }),
    ),
  );
  return marks;
}

function* linesOf(source: ExportSource, tally: ExportTally, options: WriteOptions): Generator<string> {
  const describer = new Describer(source);
  const losses = new LossCounter(source, tally, describer, { features: true, persons: true });
  const documents = [...source.documents()];
  for (const entry of documents) {
    losses.document(entry);
    const { document } = entry;
    const text = describer.text(entry);
    const annotations = [...losses.annotations(document.id)];
    const layout = layoutOf(source, entry, text, annotations, options);
    tally.lose('texts without a word', layout.sentences.length === 0 ? 1 : 0);
    const marks = marksOf(layout, annotations, describer, source, tally);
    let row = 0;
    for (const [index, sentence] of layout.sentences.entries()) {
      const comments =
        index === 0
          ? headed(
              sentence,
              document.title,
              marks.fields,
              layout.declared !== undefined,
              !layout.isMade && documents.length === 1,
            )
          : sentence.comments;
      yield* comments;
      for (const { cells, misc } of sentence.rows) {
        yield `${cells.join('\t')}\t${miscWith(misc, marks.at(row))}`.toWellFormed();
        row += 1;
      }
      yield '';
    }
  }
  losses.set();
}

/** CoNLL-U: mentions in MISC, all else as the imported file had it; a file for the whole set. */
export const conlluWriter: ForeignWriter = {
  format: 'conllu',
  write: (source, tally, options) => [
    { path: 'export.conllu', pieces: linePieces(linesOf(source, tally, options)) },
  ],
};
