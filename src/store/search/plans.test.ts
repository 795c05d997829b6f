import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../testing/explain.ts';
import { Scratch } from '../testing/scratch.ts';
import { CHUNK_BY_ROW, CHUNK_IN_TEXT } from './chunk-reader.ts';
import { LIVE_TEXTS } from './live-texts.ts';
import { CHUNK_AT, CHUNKS_BETWEEN } from './scan.ts';
import { TextSearch } from './text-search.ts';
import { CHUNK_OF, COUNTS_OF, FIRST_IN_CHUNK, WORDS_OF } from './word-index.ts';

let scratch: Scratch;
let indexPath: string;
beforeAll(() => {
  scratch = new Scratch();
  indexPath = `${scratch.path}-words`;
  scratch.addDocument('One', 'A text.');
  const search = new TextSearch({ projectPath: scratch.path, indexPath });
  search.indexMore(1_000);
  search.close();
});
afterAll(() => scratch.remove());

const plans: readonly (readonly [name: string, file: 'project' | 'index', sql: string, step: string])[] = [
  ['a chunk', 'project', CHUNK_BY_ROW, 'SEARCH content USING INTEGER PRIMARY KEY (rowid=?)'],
  [
    'a chunk of a text',
    'project',
    CHUNK_IN_TEXT,
    'SEARCH text_chunk USING COVERING INDEX sqlite_autoindex_text_chunk_1 (text=? AND seq=?)',
  ],
  [
    'a chunk at a place of a text',
    'project',
    CHUNK_AT,
    'SEARCH text_chunk USING COVERING INDEX sqlite_autoindex_text_chunk_1 (text=? AND seq=?)',
  ],
  [
    'chunks in order',
    'project',
    CHUNKS_BETWEEN,
    'SEARCH content USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
  ],
  [
    'the first chunks of texts',
    'project',
    LIVE_TEXTS,
    'SEARCH text_chunk USING COVERING INDEX sqlite_autoindex_text_chunk_1 (text=? AND seq=?)',
  ],
  ['the chunk of a passage', 'index', CHUNK_OF, 'SEARCH passage_chunk USING INTEGER PRIMARY KEY (rowid<?)'],
  [
    'the passages of a chunk',
    'index',
    FIRST_IN_CHUNK,
    'SEARCH passage_chunk USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
  ],
  ['the words of a shard', 'index', WORDS_OF, 'SEARCH shard_words USING INTEGER PRIMARY KEY (rowid=?)'],
  ['the counts of a word', 'index', COUNTS_OF, 'SEARCH frequent_word USING PRIMARY KEY (shard=? AND word=?)'],
];

describe('the plan of', () => {
  it.each(plans)('%s uses its index', (_, file, sql, step) => {
    const plan = explain(file === 'project' ? scratch.path : indexPath, sql).join('\n');
    expect(plan).toContain(step);
    if (sql !== LIVE_TEXTS) expect(plan).not.toContain('TEMP B-TREE');
  });
});
