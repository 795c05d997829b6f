import { StructuredTextBuilder } from '../../../core/text/blocks.ts';
import type { ProposedCut } from '../../../core/text/parsed.ts';
import type { StructuredText, TextRange } from '../../../core/text/structure.ts';
import type { FlowBlock } from './flow.ts';

/** What becomes of a block: null where it stays without question. */
export type Verdict = Pick<ProposedCut, 'reason' | 'selected'> | null;

export interface Assembled extends StructuredText {
  readonly cuts: readonly ProposedCut[];
}

/** The white space between two blocks in the canonical text. */
function gapBetween(before: FlowBlock, after: FlowBlock): string {
  const [one, other] = [before.shape, after.shape];
  if (one.cell && other.cell && one.cell.table === other.cell.table) {
    return one.cell.row === other.cell.row && one.cell.column !== other.cell.column ? '\t' : '\n';
  }
  return one.kind === 'list-item' && other.kind === 'list-item' ? '\n' : '\n\n';
}

/** Blocks as one canonical text; runs of blocks with the same verdict become one proposed cut. */
export function assemble(blocks: readonly FlowBlock[], verdicts: readonly Verdict[]): Assembled {
  const builder = new StructuredTextBuilder();
  const cuts: (ProposedCut & TextRange)[] = [];
  let before: FlowBlock | undefined;
  let verdictBefore: Verdict = null;
  for (const [index, block] of blocks.entries()) {
    if (before) builder.separate(gapBetween(before, block));
    const { start, end } = builder.block(block.shape, block.text, block.marks);
    const verdict = verdicts[index] ?? null;
    const run = cuts.at(-1);
    if (
      verdict &&
      run &&
      verdictBefore?.reason === verdict.reason &&
      verdictBefore.selected === verdict.selected
    ) {
      cuts[cuts.length - 1] = { ...run, end };
    } else if (verdict) cuts.push({ ...verdict, start, end });
    before = block;
    verdictBefore = verdict;
  }
  return { ...builder.finish(), cuts };
}
