import type { RelationView, ReviewedLinks, ReviewedPassage } from '../../contract/procedures.ts';
import { type Annotation, hull } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { Comparison } from '../../core/review/differences.ts';
import { relationStanding, type Standing, standingBy } from '../../core/review/standing.ts';
import type { Block, TextRange } from '../../core/text/structure.ts';
import type { StoreReader } from '../../store/types.ts';
import { documentOf, textOf } from '../find-record.ts';
import { viewsOf } from '../relations.ts';
import type { Session } from '../session.ts';
import { compareDocument, writtenInReview } from './compare-document.ts';

/** Code units of text before and after a passage, about. */
const AROUND = 600;
/** A passage longer than this is shown from its beginning. */
const MAX_SHOWN = 12_000;

function touches(a: TextRange, b: TextRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The blocks that stand around the range, whole, with their text. */
function textAround(read: StoreReader, textId: Id, range: TextRange): ReviewedPassage['text'] {
  const { length } = textOf(read, textId);
  const wanted = {
    start: Math.max(0, range.start - AROUND),
    end: Math.min(length, Math.min(range.end, range.start + MAX_SHOWN) + AROUND),
  };
  const blocks: Block[] = [];
  let at = read.chunkAt(textId, wanted.start);
  while (at && at.start <= wanted.end) {
    blocks.push(...at.blocks.filter((block) => block.start < wanted.end && wanted.start < block.end));
    const [next] = read.chunks(textId, [at.seq + 1]);
    at = next;
  }
  const start = Math.min(wanted.start, blocks[0]?.start ?? wanted.start);
  const end = Math.max(wanted.end, blocks.at(-1)?.end ?? wanted.end);
  return { start, content: read.slice(textId, { start, end }), blocks };
}

/** The verdicts of the document and of those that its relations lead to. */
function standingAround(
  read: StoreReader,
  documentId: Id,
  relations: readonly RelationView[],
  { relationVerdicts }: Standing,
): Standing {
  const documents = new Set([
    documentId,
    ...relations.flatMap(({ from, to }) => [from, to].map((end) => end.documentId)),
  ]);
  return standingBy(
    [...documents].flatMap((id) => read.verdicts(id)),
    relationVerdicts.values(),
  );
}

/** Relations of what people said and of what stands there, with what was decided on them. */
function linksHere(
  read: StoreReader,
  documentId: Id,
  comparisons: readonly Comparison[],
  standingHere: readonly Annotation[],
  standing: Standing,
): Pick<ReviewedPassage, 'relations' | 'links'> {
  const said = comparisons.flatMap(({ annotations }) => annotations.map(({ id }) => id));
  const all = viewsOf(read, read.relationsOf([...new Set([...said, ...standingHere.map(({ id }) => id)])]));
  const written = writtenInReview(standing.relationVerdicts.values());
  const around = standingAround(read, documentId, all, standing);
  const links: ReviewedLinks = {
    verdicts: all
      .map(({ relation }) => standing.relationVerdicts.get(relation.id))
      .filter((verdict) => verdict !== undefined),
    written: all.filter(({ relation }) => written.has(relation.id)),
    standing: all
      .filter(({ relation }) => relationStanding(relation, around) !== null)
      .map(({ relation }) => relation.id),
  };
  return { relations: all.filter(({ relation }) => !written.has(relation.id)), links };
}

/** A passage with the text around it and all that people said and reviewers decided there. Raises `not-found`. */
export function reviewedPassage(
  { store: { read } }: Session,
  input: { readonly documentId: Id; readonly range: TextRange; readonly personIds?: readonly Id[] },
): ReviewedPassage {
  const { documentId, range, personIds } = input;
  const document = documentOf(read, documentId);
  const text = textAround(read, document.textId, range);
  const shown = { start: text.start, end: text.start + text.content.length };
  const { people, comparisons, standing } = compareDocument(read, documentId, personIds);
  const here = comparisons.filter((comparison) => touches(comparison.range, shown));
  const standingHere = [...standing.annotations.keys()]
    .map((id) => read.annotation(id))
    .filter((annotation) => annotation !== undefined)
    .filter(({ deleted, lost, spans }) => !deleted && !lost && touches(hull(spans), shown));
  return {
    text,
    length: textOf(read, document.textId).length,
    people,
    comparisons: here,
    verdicts: here.flatMap(({ annotations }) =>
      annotations.map(({ id }) => standing.verdicts.get(id)).filter((verdict) => verdict !== undefined),
    ),
    ...linksHere(read, documentId, here, standingHere, standing),
    standing: standingHere,
  };
}
