import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { passagesIn } from '../../core/query/passages.ts';
import type { TextQuery } from '../../core/query/text-query.ts';
import { StructuredTextBuilder } from '../../core/text/blocks.ts';
import { Scratch } from '../testing/scratch.ts';
import { TextSearch } from './text-search.ts';

let scratch: Scratch;
let search: TextSearch;
beforeEach(() => {
  scratch = new Scratch();
  search = new TextSearch({ projectPath: scratch.path, indexPath: `${scratch.path}-words` });
});
afterEach(() => {
  search.close();
  scratch.remove();
});

const alive = () => true;
const words = (query: string): TextQuery => ({
  kind: 'words',
  query,
  caseSensitive: false,
  wholeWord: false,
});

describe('search over a project', () => {
  it('finds a word, indexed or not', () => {
    const one = scratch.addDocument('One', 'The minister spoke.\nNobody listened.\nMinisters, all!');
    for (const indexed of [false, true]) {
      if (indexed) expect(search.indexMore(1_000)).toMatchObject({ texts: 1, indexedTexts: 1 });
      const { passages, next } = search.find(
        words('minister*'),
        { order: 'text', after: null, limit: 10 },
        alive,
      );
      expect(passages).toEqual([
        {
          documentId: one.id,
          start: 0,
          end: 19,
          ranges: [4, 12],
          snippet: { start: 0, text: 'The minister spoke.' },
        },
        {
          documentId: one.id,
          start: 37,
          end: 52,
          ranges: [37, 46],
          snippet: { start: 37, text: 'Ministers, all!' },
        },
      ]);
      expect(next).toBeNull();
      expect(search.count(words('minister*'), {}, alive).passages).toBe(2);
    }
  });

  it('finds words and phrases anywhere in a passage that runs over many chunks, and knows where it begins', () => {
    const numbers = Array.from({ length: 3_000 }, (_, n) => `n${n}`);
    const builder = new StructuredTextBuilder();
    builder.block({ kind: 'paragraph' }, 'Before it.');
    builder.block({ kind: 'paragraph' }, numbers.join(' and then '));
    builder.block({ kind: 'paragraph' }, 'After it, n0.');
    const text = builder.finish();
    const [, passage] = passagesIn(text.blocks, null).passages;
    scratch.addDocument('Long', text);
    for (const indexed of [false, true]) {
      // In steps that end within the passage.
      if (indexed) while (search.state().indexedTexts < 1) search.indexMore(5_000);
      for (let n = 0; n + 1 < numbers.length; n += 37) {
        for (const query of [`n${n}`, `"n${n} and then n${n + 1}"`]) {
          const { passages } = search.find(words(query), { order: 'text', after: null, limit: 9 }, alive);
          const [found] = passages;
          expect(found).toMatchObject({ start: passage?.start, end: passage?.end });
          const [start, end] = found?.ranges ?? [];
          expect(text.text.slice(start, end)).toBe(query.replaceAll('"', ''));
          expect(passages).toHaveLength(query === 'n0' ? 2 : 1);
        }
      }
    }
  });
});
