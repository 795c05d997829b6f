import { afterEach, beforeEach, expect, it } from 'vitest';
import { GlossatorError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { createCode } from './codebook.ts';
import { tagMany } from './tag-many.ts';
import { tag } from './tagging.ts';
import { openScratch, type Scratch } from './testing/scratch.ts';

const TEXT = 'The market opened. The market closed.';
let project: Scratch;
let documentIds: readonly string[];
let codeId: string;

beforeEach(() => {
  project = openScratch();
  documentIds = ['One', 'Two'].map((title) => project.addDocument(title, [TEXT]).id);
  codeId = createCode(project, { name: 'Place', parentId: null }).codeId;
});
afterEach(() => project.remove());

/** ‘market’, each time in each document. */
const markets = () =>
  documentIds.flatMap((documentId) =>
    [4, 23].map((start) => ({ documentId, ranges: [{ start, end: start + 6 }] })),
  );
const quotes = () =>
  [...project.store.read.everyAnnotation({})].flatMap(({ spans }) => spans.map(({ quote }) => quote));

it('tags passages of several documents in one action, which undo takes back', () => {
  const { made, already, commit } = tagMany(project, { codeId, passages: markets() });
  expect({ made, already }).toEqual({ made: 4, already: 0 });
  expect(quotes()).toEqual(['market', 'market', 'market', 'market']);
  expect(commit?.undoState.undo).toEqual({ type: 'tag', subject: 'Place: 4 passages' });
  project.store.undo(project.me.id);
  expect(quotes()).toEqual([]);
});

it('leaves what is tagged so, and what is given twice, where a single tag would take it away', () => {
  const [first, ...others] = markets();
  if (!first) throw new Error('no passage');
  tag(project, { codeId, ...first });
  const result = tagMany(project, { codeId, passages: [first, ...others, ...others] });
  expect(result).toMatchObject({ made: 3, already: 4 });
  expect(quotes()).toHaveLength(4);
  expect(tagMany(project, { codeId, passages: markets() })).toMatchObject({ made: 0, already: 4 });
});

it('is done once, however often it is asked for, and not at all where a passage does not fit', () => {
  const actionId = newId();
  tagMany(project, { actionId, codeId, passages: markets() });
  tagMany(project, { actionId, codeId, passages: markets() });
  expect(quotes()).toHaveLength(4);
  const outside = { documentId: documentIds[0] ?? '', ranges: [{ start: 5, end: 500 }] };
  const other = createCode(project, { name: 'Other', parentId: null }).codeId;
  expect(() => tagMany(project, { codeId: other, passages: [...markets(), outside] })).toThrow(
    GlossatorError,
  );
  expect(quotes()).toHaveLength(4);
});
