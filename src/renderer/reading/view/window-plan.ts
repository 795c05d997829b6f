import type { HeightModel } from '../model/height-model.ts';
import type { DisplayUnit } from '../model/units.ts';

export interface WindowPlan {
  /** what to show, in order */
  readonly units: readonly DisplayUnit[];
  /** chunks that the viewport needs and that are not at hand; where there are any, `units` is not to be shown */
  readonly missing: readonly number[];
  /** chunks wanted, most urgent first: those missing, those in use, those that the reader moves towards */
  readonly wanted: readonly number[];
}

export interface PlanRequest {
  readonly model: HeightModel;
  readonly unitsOf: (seq: number) => readonly DisplayUnit[] | undefined;
  /** viewport in y of the model */
  readonly top: number;
  readonly bottom: number;
  /** how far beyond the viewport to show, where chunks are at hand */
  readonly overscan: number;
  /** which way the reader moves */
  readonly direction: 1 | -1;
}

/** Chunks fetched ahead in the direction of travel. */
const CHUNKS_AHEAD = 3;

/** Which units to show for a viewport, and which chunks to bring. Pure. */
export function planWindow(request: PlanRequest): WindowPlan {
  const { model, unitsOf, overscan, direction } = request;
  const bottomY = Math.max(request.top, request.bottom);
  const firstSeq = seqAt(model, request.top);
  const lastSeq = seqAt(model, bottomY);
  const missing: number[] = [];
  for (let seq = firstSeq; seq <= lastSeq; seq += 1) if (!unitsOf(seq)) missing.push(seq);
  const units: DisplayUnit[] = [];
  if (missing.length === 0) {
    const from = request.top - overscan;
    const to = bottomY + overscan;
    let first = firstSeq;
    while (first > 0 && model.chunkTop(first) > from && unitsOf(first - 1)) first -= 1;
    for (let seq = first; seq < model.chunkCount && model.chunkTop(seq) < to; seq += 1) {
      const chunk = unitsOf(seq);
      if (!chunk) break;
      for (const unit of chunk) {
        const top = model.unitTop(seq, unit.place);
        if (top > to) break;
        if (top + model.unitHeight(seq, unit.place) >= from) units.push(unit);
      }
    }
  }
  const wanted = [...missing];
  const add = (seq: number) => {
    if (seq >= 0 && seq < model.chunkCount && !wanted.includes(seq)) wanted.push(seq);
  };
  for (let seq = firstSeq; seq <= lastSeq; seq += 1) add(seq);
  add(direction > 0 ? lastSeq + 1 : firstSeq - 1);
  add(direction > 0 ? firstSeq - 1 : lastSeq + 1);
  for (let ahead = 2; ahead <= CHUNKS_AHEAD; ahead += 1)
    add(direction > 0 ? lastSeq + ahead : firstSeq - ahead);
  return { units, missing, wanted };
}

function seqAt(model: HeightModel, y: number): number {
  return model.anchorAt(y).seq;
}
