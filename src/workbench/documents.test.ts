import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '../core/ids.ts';
import { createCode } from './codebook.ts';
import { passageAt } from './documents.ts';
import { tag } from './tagging.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

let project: Scratch;
beforeEach(() => {
  project = openScratch();
});
afterEach(() => project.remove());

it('a passage holds the text around a place, as far as a window may show it, with what is tagged in it', () => {
  const paragraph =
    'Words that fill a paragraph of a hundred signs or so, that others follow, until there are very many. ';
  const document = project.addDocument('Long', Array(1_000).fill(paragraph.trim()));
  const { codeId } = createCode(project, { name: 'Claim', parentId: null });
  const length = project.store.read.text(document.textId)?.length ?? 0;
  for (const start of [0, 50_000, length - 10])
    tag(project, { documentId: document.id, codeId, ranges: [{ start, end: start + 5 }] });
  for (const offset of [0, 1, 15_000, 16_500, 50_000, length - 1, length]) {
    const { textId, chunks, annotations } = passageAt(project, { documentId: document.id, offset });
    expect(textId).toBe(document.textId);
    const [start, end] = [chunks[0]?.start ?? Number.NaN, chunks.at(-1)?.end ?? Number.NaN];
    expect(start).toBeLessThanOrEqual(Math.max(0, offset - 2_000));
    expect(end).toBeGreaterThanOrEqual(Math.min(length, offset + 6_000));
    expect(chunks.map(({ seq }) => seq)).toEqual(chunks.map((_, at) => (chunks[0]?.seq ?? 0) + at));
    expect(annotations).toEqual(project.store.read.annotationsInRange(document.id, { start, end }));
  }
});

it('of a document that is not there, there is none', () => {
  expect(() => passageAt(project, { documentId: newId(), offset: 0 })).toThrow(/not in the project/);
});
