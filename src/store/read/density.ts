import type { Id } from '../../core/ids.ts';
import type { CountedBins } from '../types.ts';
import type { ReadContext } from './context.ts';
import { extentClasses } from './extent-classes.ts';

/** Annotations looked at in one step: a few milliseconds' work. */
const STEP = 2_000;

/** Where the next step ends: before the start of the annotation that comes so many later. */
export const STEP_END = `SELECT start FROM annotation
  WHERE document = ? AND deleted = 0 AND lost = 0 AND extent_class = ? AND start >= ? ORDER BY start LIMIT 1 OFFSET ?`;

/**
 * One row for each code and run of bins that annotations cover alike; read from the index alone. Numbers are bound as
 * reals, hence the casts.
 */
export const DENSITY = `SELECT code, CAST(start * ? / ? AS INTEGER) AS first,
    CAST(max(start, "end" - 1) * ? / ? AS INTEGER) AS last, count(*) AS count
  FROM annotation WHERE document = ? AND deleted = 0 AND lost = 0 AND extent_class = ? AND start >= ? AND start < ?
  GROUP BY code, first, last`;

/** See StoreReader.densityInSteps. */
export function* densityInSteps(
  { connection, identities }: ReadContext,
  documentId: Id,
  bins: number,
  step = STEP,
): Generator<undefined, CountedBins> {
  const document = identities.find('document', documentId);
  const length = connection
    .prepare<{ length: number }>(
      'SELECT text.length AS length FROM document JOIN text ON text.row = document.text WHERE document.row = ?',
    )
    .get(document ?? null)?.length;
  if (document === undefined || !length || bins < 1) return { codeIds: [], triples: new Uint32Array() };
  const countsByCode = new Map<number, Uint32Array>();
  const runsIn = connection.prepare<{ code: number; first: number; last: number; count: number }>(DENSITY);
  const startAfter = connection.prepare<{ start: number }>(STEP_END);
  for (const extentClass of extentClasses(connection, document)) {
    for (let from = 0, to = 0; to <= length; from = to) {
      const next = startAfter.get(document, extentClass, from, step)?.start ?? length + 1;
      // More than a step may begin at one place.
      to = Math.max(next, from + 1);
      for (const run of runsIn.all(bins, length, bins, length, document, extentClass, from, to)) {
        const counts = countsByCode.get(run.code) ?? new Uint32Array(bins);
        countsByCode.set(run.code, counts);
        // An empty span at the text's very end would fall into the bin after the last.
        for (let bin = Math.min(run.first, bins - 1); bin <= Math.min(run.last, bins - 1); bin++)
          counts[bin] = (counts[bin] ?? 0) + run.count;
      }
      yield;
    }
  }
  const codes = [...countsByCode.keys()].sort((a, b) => a - b);
  const triples: number[] = [];
  for (let bin = 0; bin < bins; bin++) {
    for (const [ordinal, code] of codes.entries()) {
      const count = countsByCode.get(code)?.[bin];
      if (count) triples.push(bin, ordinal, count);
    }
  }
  return { codeIds: codes.map((code) => identities.idOf('code', code)), triples: Uint32Array.from(triples) };
}

/** See StoreReader.density. */
export function density(context: ReadContext, documentId: Id, bins: number): CountedBins {
  const steps = densityInSteps(context, documentId, bins);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
