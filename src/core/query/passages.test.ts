import { describe, expect, it } from 'vitest';
import { StructuredTextBuilder } from '../text/blocks.ts';
import { chunksOf } from '../text/chunks.ts';
import type { TextRange } from '../text/structure.ts';
import { PASSAGE_MAX_LENGTH, passagesIn } from './passages.ts';

const long = (length: number) => 'A sentence of it. '.repeat(Math.ceil(length / 18)).slice(0, length);

/** As whoever reads a text chunk by chunk finds them. */
function inChunks(texts: readonly string[], targetLength: number): string[] {
  const builder = new StructuredTextBuilder();
  for (const text of texts) builder.block({ kind: text === '' ? 'rule' : 'paragraph' }, text);
  const structured = builder.finish();
  const found: TextRange[] = [];
  let open: TextRange | null = null;
  for (const { blocks } of chunksOf(structured, targetLength)) {
    const here = passagesIn(blocks, open);
    if (here.rest) found[found.length - 1] = { start: found.at(-1)?.start ?? -1, end: here.rest.end };
    found.push(...here.passages);
    open = here.open;
  }
  return found.map(({ start, end }) => structured.text.slice(start, end));
}

describe('passages', () => {
  it.each([100, 5_000, 16_384])(
    'are blocks with what continues them, however chunks divide them (%d)',
    (target) => {
      const texts = ['One.', '', long(10_000), 'Two.', long(4_200), long(20_000)];
      expect(inChunks(texts, target)).toEqual(texts.filter((text) => text !== ''));
    },
  );

  it('end where they would become too long', () => {
    const text = long(3 * PASSAGE_MAX_LENGTH);
    const passages = inChunks([text, 'Two.'], 16_384);
    expect(passages.at(-1)).toBe('Two.');
    expect(passages.slice(0, -1).join('')).toBe(text);
    for (const { length } of passages) expect(length).toBeLessThanOrEqual(PASSAGE_MAX_LENGTH);
    expect(passages.length).toBeLessThanOrEqual(5);
  });
});
