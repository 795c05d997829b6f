import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  ShadingType,
  TextRun,
} from 'docx';
import { codeColour } from '../../../core/codebook/colours.ts';
import { GlossatorError } from '../../../core/errors.ts';
import { holdable } from '../../xml/escape.ts';
import type { ExportSource } from '../source.ts';
import type { AnnotationWriter, ExportTally } from '../writer.ts';
import { sectionsOf } from './by-code.ts';
import { remarksOf } from './html.ts';
import { lossesOf } from './losses.ts';
import {
  annotatedBlocks,
  type ReportedBlock,
  type ReportedPassage,
  Reporter,
  stretchesOf,
} from './passages.ts';

/** Word documents are made in memory: a larger set is for HTML, which is not. */
export const DOCX_PARAGRAPHS_LIMIT = 50_000;

const HEADINGS = [
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
  HeadingLevel.HEADING_6,
];

function tooLong(): GlossatorError {
  return new GlossatorError(
    'invalid-input',
    `The report has more than ${DOCX_PARAGRAPHS_LIMIT.toLocaleString('en')} paragraphs, which is too much for a Word document.`,
    { place: { field: 'format' }, remedy: 'Export it as HTML, or choose fewer documents or codes.' },
  );
}

function runOf(
  tally: ExportTally,
  text: string,
  options: { readonly colour?: number; readonly italics?: boolean } = {},
): TextRun[] {
  const { colour, italics } = options;
  return holdable(text, tally)
    .split('\n')
    .map(
      (line, at) =>
        new TextRun({
          text: line,
          ...(at > 0 ? { break: 1 } : {}),
          ...(italics ? { italics } : {}),
          ...(colour === undefined
            ? {}
            : {
                shading: {
                  type: ShadingType.CLEAR,
                  color: 'auto',
                  fill: codeColour(colour).light.fill.slice(1),
                },
              }),
        }),
    );
}

/** Comments of Word: one for each annotation, beside the words that it marks. */
class MarginComments {
  readonly list: {
    readonly id: number;
    readonly author: string;
    readonly date: Date;
    readonly children: Paragraph[];
  }[] = [];
  readonly #ids = new Map<string, number>();
  readonly #tally: ExportTally;

  constructor(tally: ExportTally) {
    this.#tally = tally;
  }

  /** The comment's number where it begins here, for the first time. */
  begin(passage: ReportedPassage): number {
    const known = this.#ids.get(passage.id);
    if (known !== undefined) return known;
    const id = this.list.length;
    this.#ids.set(passage.id, id);
    this.list.push({
      id,
      author: holdable(passage.person, this.#tally),
      date: new Date(`${passage.date}T00:00:00Z`),
      children: [passage.code, ...remarksOf(passage)].map(
        (line) => new Paragraph({ children: runOf(this.#tally, line) }),
      ),
    });
    return id;
  }

  has(passage: ReportedPassage): boolean {
    return this.#ids.has(passage.id);
  }
}

function paragraphOf(
  block: ReportedBlock,
  passages: readonly ReportedPassage[],
  comments: MarginComments,
  tally: ExportTally,
): Paragraph {
  const children = stretchesOf(block, passages).flatMap(({ text, covering, ending }) => {
    const beginning = covering.filter((passage) => !comments.has(passage));
    const starts = beginning.map((passage) => new CommentRangeStart(comments.begin(passage)));
    const ends = ending.flatMap((passage) => {
      const id = comments.begin(passage);
      return [new CommentRangeEnd(id), new TextRun({ children: [new CommentReference(id)] })];
    });
    const [top] = covering;
    return [...starts, ...runOf(tally, text, top ? { colour: top.colour } : {}), ...ends];
  });
  const { kind, level = 1 } = block.block;
  const heading = kind === 'heading' ? HEADINGS[Math.min(5, level - 1)] : undefined;
  return new Paragraph({
    children,
    ...(heading === undefined ? {} : { heading }),
    ...(kind === 'list-item' ? { bullet: { level: Math.min(8, level - 1) } } : {}),
  });
}

async function* writeText(source: ExportSource, tally: ExportTally): AsyncGenerator<Uint8Array> {
  const reporter = new Reporter(source);
  const comments = new MarginComments(tally);
  const paragraphs: Paragraph[] = [];
  for (const entry of source.documents()) {
    const title = entry.document.title || entry.document.fileName;
    paragraphs.push(new Paragraph({ children: runOf(tally, title), heading: HeadingLevel.HEADING_1 }));
    for (const { block, passages } of annotatedBlocks(reporter, entry)) {
      if (paragraphs.length >= DOCX_PARAGRAPHS_LIMIT) throw tooLong();
      paragraphs.push(paragraphOf(block, passages, comments, tally));
    }
    for (const { lost } of source.annotations(entry.document.id)) {
      if (lost) tally.lose('annotations that have lost their place', 1);
      else tally.annotations += 1;
    }
  }
  lossesOf(source, tally);
  const document = new Document({
    creator: source.generator,
    comments: { children: comments.list },
    sections: [{ children: paragraphs }],
  });
  yield await Packer.toBuffer(document);
}

async function* writePassages(source: ExportSource, tally: ExportTally): AsyncGenerator<Uint8Array> {
  const paragraphs: Paragraph[] = [];
  const add = (paragraph: Paragraph): void => {
    if (paragraphs.length >= DOCX_PARAGRAPHS_LIMIT) throw tooLong();
    paragraphs.push(paragraph);
  };
  for (const { code, path, count, passages } of sectionsOf(source)) {
    add(new Paragraph({ children: runOf(tally, `${path} (${count})`), heading: HeadingLevel.HEADING_1 }));
    if (code.description !== '')
      add(new Paragraph({ children: runOf(tally, code.description, { italics: true }) }));
    for (const { passage, citation } of passages()) {
      tally.annotations += 1;
      add(
        new Paragraph({
          children: runOf(tally, passage.quotation, { colour: code.colour }),
          indent: { left: 400 },
        }),
      );
      add(new Paragraph({ children: runOf(tally, citation, { italics: true }), indent: { left: 400 } }));
      for (const remark of remarksOf(passage))
        add(new Paragraph({ children: runOf(tally, remark), indent: { left: 800 } }));
    }
  }
  lossesOf(source, tally);
  const document = new Document({ creator: source.generator, sections: [{ children: paragraphs }] });
  yield await Packer.toBuffer(document);
}

/** The texts with their highlights, and a comment of Word for each annotation. */
export const docxTextWriter: AnnotationWriter = {
  format: 'docx-text',
  extension: '.docx',
  lossless: false,
  write: writeText,
};

/** The passages grouped by code with where each comes from. */
export const docxPassagesWriter: AnnotationWriter = {
  format: 'docx-passages',
  extension: '.docx',
  lossless: false,
  holdsLost: true,
  write: writePassages,
};
