import type { TextBlock } from '../model/loaded-text.ts';

/** Paragraphs with one newline between each two, as what caret motion reads. */
export function textOf(...paragraphs: readonly string[]) {
  const blocks: TextBlock[] = [];
  let start = 0;
  for (const text of paragraphs) {
    blocks.push({ start, end: start + text.length, text });
    start += text.length + 1;
  }
  const at = (offset: number) => blocks.findLastIndex((block) => block.start <= offset);
  return {
    blockAt: (offset: number): TextBlock | null => blocks[at(offset)] ?? null,
    blockAfter: (offset: number): TextBlock | undefined => blocks[at(offset) + 1],
    blockBefore: (offset: number): TextBlock | undefined => blocks[at(offset) - 1],
  };
}
