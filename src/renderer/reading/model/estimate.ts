import type { Block } from '../../../core/text/structure.ts';
import type { TextMetrics } from './height-model.ts';
import type { DisplayUnit } from './units.ts';

/** Share of a line's height that a blank line between paragraphs takes; the style sheet says the same. */
const GAP_LINES = 0.5;

/** How high a unit will be, about, in CSS pixels. */
export function estimateUnit(unit: DisplayUnit, metrics: TextMetrics): number {
  const columns = new Map<number, number>();
  for (const block of unit.blocks) {
    const column = block.cell?.column ?? 0;
    columns.set(column, (columns.get(column) ?? 0) + linesOf(block, unit, metrics));
  }
  const gap = unit.gapAfter ? GAP_LINES : 0;
  return (Math.max(...columns.values(), 1) + gap) * metrics.lineHeight;
}

function linesOf(block: Block, unit: DisplayUnit, metrics: TextMetrics): number {
  const wide = block.kind === 'heading' ? 0.8 : 1;
  const perLine = Math.max(4, metrics.charactersPerLine * wide * shareOf(block, unit));
  const text = unit.text.slice(block.start - unit.start, block.end - unit.start);
  let lines = 0;
  for (let at = 0; at <= text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    lines += Math.max(1, Math.ceil((end - at) / perLine));
    at = end + 1;
  }
  return block.kind === 'heading' ? lines * 1.3 + 0.6 : lines;
}

/** Which share of the width a block has. */
function shareOf(block: Block, { columns }: DisplayUnit): number {
  if (!block.cell || !columns) return 1;
  const all = columns.reduce((sum, width) => sum + width, 0);
  return (columns[block.cell.column] ?? 1) / Math.max(1, all);
}
