import type { Annotation } from '../../core/annotation/annotation.ts';
import { type AnnotationRun, RUN_NUMBERS } from '../../core/annotation/run.ts';
import type { Id } from '../../core/ids.ts';

function placeIn<T>(all: T[], wanted: T, same: (a: T, b: T) => boolean = Object.is): number {
  const place = all.findIndex((each) => same(each, wanted));
  return place === -1 ? all.push(wanted) - 1 : place;
}

/** A run of these annotations, which must be such as a run can hold. */
export function runOf(annotations: readonly Annotation[]): AnnotationRun {
  const codes: { id: Id; version: number }[] = [];
  const personIds: Id[] = [];
  const pieces: Buffer[] = [];
  const numbers = new Uint32Array(annotations.length * RUN_NUMBERS.count);
  let from = 0;
  annotations.forEach(({ id, codeId, codeVersion, personId, spans, note, createdAt, updatedAt }, i) => {
    const [span] = spans;
    if (!span) throw new Error('An annotation of a run has a span.');
    const { start, end, quote, prefix, suffix } = span;
    const head = Buffer.from(
      `${id}${createdAt}${updatedAt}${JSON.stringify([{ end, prefix, quote, start, suffix }])}`,
    );
    const noted = Buffer.from(JSON.stringify(note));
    const code = placeIn(
      codes,
      { id: codeId, version: codeVersion },
      (a, b) => a.id === b.id && a.version === b.version,
    );
    const to = from + head.length + noted.length;
    const row = {
      start,
      end,
      code,
      person: placeIn(personIds, personId),
      from,
      note: from + head.length,
      to,
    };
    for (const [name, value] of Object.entries(row)) {
      numbers[i * RUN_NUMBERS.count + RUN_NUMBERS[name as keyof typeof row]] = value;
    }
    pieces.push(head, noted);
    from = to;
  });
  const documentId = annotations[0]?.documentId ?? '';
  return { documentId, codes, personIds, count: annotations.length, numbers, bytes: Buffer.concat(pieces) };
}
