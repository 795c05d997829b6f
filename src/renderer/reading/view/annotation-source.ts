import type { WorkbenchClient } from '../../../contract/client.ts';
import type { Passage } from '../../../contract/procedures.ts';
import { type Annotation, hull } from '../../../core/annotation/annotation.ts';
import { inDocumentOrder } from '../../../core/annotation/lanes.ts';
import type { Id } from '../../../core/ids.ts';
import type { TextChunk, TextRange } from '../../../core/text/structure.ts';
import type { FetchChunks } from '../model/chunk-cache.ts';

/**
 * Brings chunks with the annotations that touch them: both are asked for at once.
 * @param first what was asked for before there was a view; taken where it holds what is wanted first
 */
export function chunkFetcher(
  client: WorkbenchClient,
  documentId: Id,
  textId: Id,
  rangeOf: (seq: number) => TextRange,
  first: Promise<Passage | null> | null,
): FetchChunks {
  let brought = first;
  return async (seqs, signal) => {
    const passage = brought && (await brought);
    brought = null;
    if (passage?.textId === textId && seqs.every((seq) => passage.chunks.some((chunk) => chunk.seq === seq)))
      return passage.chunks.map((chunk) => withTouching(chunk, passage.annotations));
    const first = rangeOf(Math.min(...seqs));
    const last = rangeOf(Math.max(...seqs));
    const [chunks, annotations] = await Promise.all([
      client.call('documents.chunks', { textId, seqs: [...seqs] }, { signal }),
      client.call(
        'annotations.inRange',
        { documentId, range: { start: first.start, end: last.end } },
        { signal },
      ),
    ]);
    return chunks.map((chunk) => withTouching(chunk, annotations));
  };
}

function withTouching(chunk: TextChunk, annotations: readonly Annotation[]) {
  return { chunk, annotations: annotations.filter((each) => touches(each, chunk)) };
}

/** Does the annotation reach into the range, anywhere from its first start to its last end? */
function touches(annotation: Annotation, range: TextRange): boolean {
  const { start, end } = hull(annotation.spans);
  return start < range.end && end > range.start;
}

/** The list with the annotation in its place; without it where `annotation` is null or does not touch the range. */
export function withAnnotation(
  list: readonly Annotation[],
  id: Id,
  annotation: Annotation | null,
  range: TextRange,
): readonly Annotation[] {
  const others = list.filter((each) => each.id !== id);
  if (!annotation || annotation.deleted || !touches(annotation, range))
    return others.length === list.length ? list : others;
  const interval = (each: Annotation) => ({ id: each.id, ...hull(each.spans) });
  const mine = interval(annotation);
  const at = others.findIndex((each) => inDocumentOrder(interval(each), mine) > 0);
  others.splice(at < 0 ? others.length : at, 0, annotation);
  return others;
}

/** The new list, with the very objects of the old one where nothing changed, so that what is drawn of these stays. */
export function keepingSame(
  before: readonly Annotation[],
  now: readonly Annotation[],
): readonly Annotation[] {
  const known = new Map(before.map((annotation) => [annotation.id, annotation]));
  const merged = now.map((annotation) => {
    const old = known.get(annotation.id);
    return old && sameForReading(old, annotation) ? old : annotation;
  });
  return merged.length === before.length && merged.every((each, at) => each === before[at]) ? before : merged;
}

function sameForReading(a: Annotation, b: Annotation): boolean {
  return (
    a.codeId === b.codeId &&
    a.personId === b.personId &&
    a.updatedAt === b.updatedAt &&
    a.note === b.note &&
    a.spans.length === b.spans.length &&
    a.spans.every((span, at) => span.start === b.spans[at]?.start && span.end === b.spans[at]?.end)
  );
}
