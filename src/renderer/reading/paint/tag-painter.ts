import type { Id } from '../../../core/ids.ts';
import type { ShownUnit } from '../lexical/shown.ts';
import type { PlacedAnnotation } from '../model/annotation-window.ts';
import { highlight } from './registry.ts';
import { bucketOf, type TagLook } from './styles.ts';

interface Painted {
  readonly placed: PlacedAnnotation;
  readonly bucket: string;
  readonly ranges: readonly StaticRange[];
}

/**
 * Paints the tags of the units shown. A unit brings its ranges when it enters and takes them along when it leaves;
 * after a change only the annotations that changed are painted anew, so that a new tag touches one Highlight.
 */
export class TagPainter {
  readonly #looks: (placed: PlacedAnnotation) => Omit<TagLook, 'lane'>;
  readonly #painted = new Map<ShownUnit, Map<Id, Painted>>();

  constructor(looks: (placed: PlacedAnnotation) => Omit<TagLook, 'lane'>) {
    this.#looks = looks;
  }

  /** Brings what is painted of a unit in line with the annotations that overlap it. */
  paint(unit: ShownUnit, annotations: readonly PlacedAnnotation[]): void {
    const before = this.#painted.get(unit);
    const now = new Map<Id, Painted>();
    for (const placed of annotations) {
      const bucket = bucketOf({ ...this.#looks(placed), lane: placed.lane });
      const known = before?.get(placed.id);
      if (known?.bucket === bucket && known.placed.annotation.spans === placed.annotation.spans) {
        now.set(placed.id, { ...known, placed });
        continue;
      }
      if (known) erase(known);
      const ranges = rangesIn(unit, placed);
      if (ranges.length === 0) continue;
      const painted = highlight(bucket);
      for (const range of ranges) painted.add(range);
      now.set(placed.id, { placed, bucket, ranges });
    }
    for (const [id, painted] of before ?? []) if (!now.has(id)) erase(painted);
    this.#painted.set(unit, now);
    // The rules look at the unit's classes.
    const classes = [...new Set([...now.values()].map(({ bucket }) => bucket))].sort().join(' ');
    if (unit.element.className !== classes) unit.element.className = classes;
  }

  leave(unit: ShownUnit): void {
    for (const painted of this.#painted.get(unit)?.values() ?? []) erase(painted);
    this.#painted.delete(unit);
  }

  clear(): void {
    for (const unit of [...this.#painted.keys()]) this.leave(unit);
  }
}

function erase(painted: Painted): void {
  const from = highlight(painted.bucket);
  for (const range of painted.ranges) from.delete(range);
}

function rangesIn(unit: ShownUnit, placed: PlacedAnnotation): StaticRange[] {
  const ranges: StaticRange[] = [];
  for (const span of placed.annotation.spans)
    for (const block of unit.blocks) {
      const range = block.rangeOf(span);
      if (range) ranges.push(range);
    }
  return ranges;
}
