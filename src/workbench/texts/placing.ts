import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { AnchorChange, AnchorCounts } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Reanchorer } from '../../core/text/reanchor-all.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Moves the annotations of a document one after the other and keeps count of what becomes of them. */
export class Placing {
  readonly counts: Writable<AnchorCounts> = {
    kept: 0,
    moved: 0,
    changed: 0,
    lost: 0,
    found: 0,
    stillLost: 0,
  };
  readonly changes: AnchorChange[] = [];
  readonly #reanchorer: Reanchorer;
  readonly #listed: number;

  /** @param listed how many changes are listed; all are counted */
  constructor(reanchorer: Reanchorer, listed: number) {
    this.#reanchorer = reanchorer;
    this.#listed = listed;
  }

  /** What it becomes; null where it stays just as it is. */
  place(annotation: Annotation): Annotation | null {
    const { spans, lost } = annotation;
    const found = lost ? this.#reanchorer.placeLost(spans) : this.#reanchorer.place(spans);
    const outcome = lost ? (found.outcome === 'lost' ? 'stillLost' : 'found') : found.outcome;
    this.counts[outcome] += 1;
    if (outcome !== 'kept' && outcome !== 'stillLost' && this.changes.length < this.#listed) {
      this.changes.push({
        annotationId: annotation.id,
        codeId: annotation.codeId,
        personId: annotation.personId,
        outcome,
        before: spans,
        after: found.spans,
        proposed: found.proposed,
        confidence: found.confidence,
      });
    }
    const isLost = found.outcome === 'lost';
    if (isLost === lost && isDeepStrictEqual(found.spans, spans)) return null;
    return { ...annotation, spans: found.spans, lost: isLost };
  }
}

/** Annotations looked at before others are answered. */
const AT_ONCE = 500;

/** Goes through annotations, letting others be answered in between. `stop` is asked between and may raise. */
export async function eachInTurn<T>(
  items: Iterable<T>,
  work: (item: T) => void,
  stop: (done: number) => void,
) {
  let done = 0;
  for (const item of items) {
    work(item);
    done += 1;
    if (done % AT_ONCE !== 0) continue;
    stop(done);
    await setImmediate();
  }
}
