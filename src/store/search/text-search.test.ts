import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TextQuery } from '../../core/query/text-query.ts';
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
});
