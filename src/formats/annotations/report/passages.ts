import { type Annotation, hull } from '../../../core/annotation/annotation.ts';
import type { Comment } from '../../../core/discussion/discussion.ts';
import type { Id } from '../../../core/ids.ts';
import type { Block, TextRange } from '../../../core/text/structure.ts';
import { formatCodePath } from '../code-path.ts';
import { Describer } from '../foreign/describe.ts';
import type { ExportSource, SourceDocument } from '../source.ts';

/** An annotation as a report says it. */
export interface ReportedPassage {
  readonly id: Id;
  /** from 1, in the order of the document */
  readonly number: number;
  readonly code: string;
  readonly colour: number;
  readonly person: string;
  readonly note: string;
  /** "Name: value" for each attribute, and the entity */
  readonly facts: readonly string[];
  readonly comments: readonly { readonly person: string; readonly body: string }[];
  readonly quotation: string;
  /** YYYY-MM-DD */
  readonly date: string;
  /** UTF-16 offsets into the document's text, half-open */
  readonly ranges: readonly TextRange[];
  readonly lost: boolean;
}

export interface ReportedBlock {
  readonly block: Block;
  readonly text: string;
  /** of the document, from 1: what a citation names */
  readonly paragraph: number;
  /** from 1; null where the document has no pages */
  readonly page: number | null;
}

/** Says the annotations of a set as reports show them. */
export class Reporter {
  readonly #source: ExportSource;
  readonly #describer: Describer;
  readonly #colours: ReadonlyMap<Id, number>;
  readonly #comments = new Map<Id, Comment[]>();

  constructor(source: ExportSource) {
    this.#source = source;
    this.#describer = new Describer(source);
    this.#colours = new Map(source.codes.map(({ id, colour }) => [id, colour]));
    for (const comment of source.comments()) {
      if (comment.deleted || comment.targetKind !== 'annotation') continue;
      const there = this.#comments.get(comment.targetId);
      if (there) there.push(comment);
      else this.#comments.set(comment.targetId, [comment]);
    }
  }

  /** In the order of the text. */
  *passages(documentId: Id): Generator<ReportedPassage> {
    let number = 0;
    for (const annotation of this.#source.annotations(documentId)) {
      number += 1;
      yield this.passage(annotation, number);
    }
  }

  /** `number` is its place in its document, from 1. */
  passage(annotation: Annotation, number: number): ReportedPassage {
    const { id, codeId, personId, note, spans, lost, createdAt, status } = annotation;
    const colour = this.#colours.get(codeId) ?? 0;
    const entity = this.#describer.entity(annotation.entityId);
    const attributes = Object.entries(this.#describer.attributes(annotation));
    const facts = [
      ...(entity ? [`Entity: ${entity.name}`] : []),
      ...attributes.map(
        ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`,
      ),
      ...(status === 'draft' ? [] : [`Status: ${status}`]),
    ];
    return {
      ...{ id, number, colour, note, facts, lost },
      code: formatCodePath(this.#describer.path(codeId)),
      person: this.#describer.person(personId),
      comments: (this.#comments.get(id) ?? []).map((comment) => ({
        person: this.#describer.person(comment.personId),
        body: comment.body,
      })),
      quotation: spans.map(({ quote }) => quote).join(' […] '),
      date: createdAt.slice(0, 10),
      ranges: spans.map(({ start, end }) => ({ start, end })),
    };
  }

  /** The blocks that hold text, with their places. Page breaks count pages; a document that has none has no pages. */
  *blocks({ text }: SourceDocument): Generator<ReportedBlock> {
    let paragraph = 0;
    let page: number | null = null;
    for (const chunk of this.#source.chunks(text.id)) {
      for (const block of chunk.blocks) {
        if (block.kind === 'page-break') {
          page = (page ?? 1) + 1;
          continue;
        }
        if (block.kind === 'rule') continue;
        paragraph += 1;
        const words = chunk.text.slice(block.start - chunk.start, block.end - chunk.start);
        yield { block, text: words, paragraph, page };
      }
    }
  }

  /** Where the second page begins, the third …: UTF-16 offsets, also within a paragraph. */
  *#pageTurns({ text }: SourceDocument): Generator<number> {
    let end = 0;
    for (const chunk of this.#source.chunks(text.id)) {
      for (const { kind, start, end: blockEnd, back } of chunk.blocks) {
        if (kind === 'page-break') yield back === undefined ? start : Math.max(0, end - back);
        else end = blockEnd;
      }
    }
  }

  /** What says where a passage stands: "p. 3" where there are pages, else "¶ 12". */
  placesIn(entry: SourceDocument): (passage: ReportedPassage) => string | undefined {
    const turns = [...this.#pageTurns(entry)];
    const sign = turns.length > 0 ? 'p.' : '¶';
    const starts =
      turns.length > 0 ? [0, ...turns] : Array.from(this.blocks(entry), ({ block }) => block.start);
    return ({ ranges, lost }) => (lost ? undefined : `${sign} ${lastUpTo(starts, hull(ranges).start) + 1}`);
  }
}

/** Index of the last of the ascending numbers that is not above the limit; 0 where all are. */
function lastUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** "Title, author, date, p. 3 — Person, 2024-05-06" */
export function citationOf(
  { document }: SourceDocument,
  passage: ReportedPassage,
  place: string | undefined,
): string {
  const where = [document.title, document.author, document.date, place ?? 'place lost'].filter(
    (part) => part !== '',
  );
  return `${where.join(', ')} — ${[passage.person, passage.date].filter((part) => part !== '').join(', ')}`;
}

/** A stretch of a block and the passages that cover it. */
export interface Stretch {
  readonly text: string;
  readonly covering: readonly ReportedPassage[];
  /** those of which this is the last stretch in the whole text */
  readonly ending: readonly ReportedPassage[];
}

/** Cuts a block's text where passages begin and end. `passages` overlap the block. */
export function stretchesOf(
  { block, text }: ReportedBlock,
  passages: readonly ReportedPassage[],
): readonly Stretch[] {
  const cuts = new Set([block.start, block.end]);
  for (const { ranges } of passages) {
    for (const { start, end } of ranges) {
      if (start > block.start && start < block.end) cuts.add(start);
      if (end > block.start && end < block.end) cuts.add(end);
    }
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, at) => {
    const end = sorted[at + 1] ?? block.end;
    const covering = passages.filter(({ ranges }) =>
      ranges.some((range) => range.start <= start && range.end >= end),
    );
    const ending = covering.filter(({ ranges }) => hull(ranges).end === end);
    return { text: text.slice(start - block.start, end - block.start), covering, ending };
  });
}

/** The blocks of a document with the passages that stand in each. Passages are held only while a block may still need them. */
export function* annotatedBlocks(
  reporter: Reporter,
  entry: SourceDocument,
): Generator<{ readonly block: ReportedBlock; readonly passages: readonly ReportedPassage[] }> {
  const coming = reporter.passages(entry.document.id);
  let next = coming.next();
  let open: ReportedPassage[] = [];
  for (const block of reporter.blocks(entry)) {
    while (!next.done && (next.value.lost || hull(next.value.ranges).start < block.block.end)) {
      if (!next.value.lost) open.push(next.value);
      next = coming.next();
    }
    open = open.filter(({ ranges }) => hull(ranges).end > block.block.start);
    yield { block, passages: open };
  }
}
