import type { ReviewedPassage } from '../../contract/procedures.ts';
import { hull } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import { adjudicatedSet } from '../../core/review/verdict.ts';
import type { Block, TextRange } from '../../core/text/structure.ts';
import type { StoreReader } from '../../store/types.ts';
import { documentOf, textOf } from '../find-record.ts';
import { viewsOf } from '../relations.ts';
import type { Session } from '../session.ts';
import { compareDocument } from './compare-document.ts';

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

/** A passage with the text around it and all that people said and reviewers decided there. Raises `not-found`. */
export function reviewedPassage(
  { store: { read } }: Session,
  input: { readonly documentId: Id; readonly range: TextRange; readonly personIds?: readonly Id[] },
): ReviewedPassage {
  const { documentId, range, personIds } = input;
  const document = documentOf(read, documentId);
  const text = textAround(read, document.textId, range);
  const shown = { start: text.start, end: text.start + text.content.length };
  const { people, comparisons, inForce } = compareDocument(read, documentId, personIds);
  const here = comparisons.filter((comparison) => touches(comparison.range, shown));
  const standing = [...adjudicatedSet(inForce.values()).keys()]
    .map((id) => read.annotation(id))
    .filter((annotation) => annotation !== undefined)
    .filter(({ deleted, lost, spans }) => !deleted && !lost && touches(hull(spans), shown));
  return {
    text,
    length: textOf(read, document.textId).length,
    people,
    comparisons: here,
    verdicts: here.flatMap(({ annotations }) =>
      annotations.map(({ id }) => inForce.get(id)).filter((verdict) => verdict !== undefined),
    ),
    relations: viewsOf(
      read,
      read.relationsOf(here.flatMap(({ annotations }) => annotations.map(({ id }) => id))),
    ),
    standing,
  };
}
