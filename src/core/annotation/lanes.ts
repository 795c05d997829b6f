import type { Id } from '../ids.ts';
import type { TextRange } from '../text/structure.ts';

/** An annotation's hull: from the start of its first span to the end of its last. UTF-16 offsets, half-open. */
export interface LaneInterval extends TextRange {
  readonly id: Id;
}

/** Document order of annotations: by start, the longer first, then by id. */
export function inDocumentOrder(a: LaneInterval, b: LaneInterval): number {
  return a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * Gives each interval that has no lane yet the lowest one (from 0) that no overlapping interval holds: first-fit
 * colouring of an interval graph in document order, which uses as few lanes as overlaps demand. Intervals that have
 * a lane keep it, so that brackets stay where they are when more of the document becomes known or a tag is added.
 *
 * @param intervals in document order; adjacent ones do not overlap
 * @param lanes lanes held so far, by id; the new ones are added to it
 */
export function assignLanes(intervals: readonly LaneInterval[], lanes: Map<Id, number>): void {
  let open: { end: number; lane: number }[] = [];
  for (const [place, interval] of intervals.entries()) {
    open = open.filter((other) => other.end > interval.start);
    let lane = lanes.get(interval.id);
    if (lane === undefined) {
      const taken = new Set(open.map((other) => other.lane));
      for (const later of startingWithin(intervals, place)) {
        const held = lanes.get(later.id);
        if (held !== undefined) taken.add(held);
      }
      lane = 0;
      while (taken.has(lane)) lane += 1;
      lanes.set(interval.id, lane);
    }
    open.push({ end: interval.end, lane });
  }
}

function* startingWithin(intervals: readonly LaneInterval[], place: number): Generator<LaneInterval> {
  const end = intervals[place]?.end ?? 0;
  for (let next = place + 1; next < intervals.length; next += 1) {
    const interval = intervals[next];
    if (!interval || interval.start >= end) return;
    yield interval;
  }
}
