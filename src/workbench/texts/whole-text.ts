import type { Block, Mark, StructuredText } from '../../core/text/structure.ts';
import type { StoreReader } from '../../store/types.ts';

/** A stored text as one. */
export function wholeText(read: StoreReader, textId: string): StructuredText {
  const parts: string[] = [];
  const blocks: Block[] = [];
  const marks: Mark[] = [];
  for (const chunk of read.everyChunk(textId)) {
    parts.push(chunk.text);
    for (const block of chunk.blocks) blocks.push(block);
    for (const mark of chunk.marks) marks.push(mark);
  }
  return { text: parts.join(''), blocks, marks };
}
