/** The form of the index file. Another one is made anew: nothing in it is not in the project. */
export const INDEX_VERSION = 2;

/**
 * Passages are numbered in the order in which they are indexed, text after text, each text's in text order. Their words stand in shards,
 * each of so many passages that follow one another, so that what looks at all of what it finds first (the beginnings of words, a
 * ranking) looks at one shard.
 */
export const INDEX_SCHEMA = `
CREATE TABLE indexed (
  project TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- the number that the next passage gets
  next INTEGER NOT NULL
) STRICT;

-- Texts that are wholly indexed, by their rows in the project and that of their first chunk, with the numbers of their first passage
-- and beyond their last.
CREATE TABLE indexed_text (
  text INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  chunk INTEGER NOT NULL,
  first INTEGER NOT NULL,
  beyond INTEGER NOT NULL
) STRICT;

-- The text that indexing is at: the next chunk, and the passage that the chunks so far end with, which may go on.
CREATE TABLE unfinished (
  text INTEGER NOT NULL,
  id TEXT NOT NULL,
  chunk INTEGER NOT NULL,
  first INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  units INTEGER NOT NULL,
  -- all three null where there is none
  open_number INTEGER,
  open_start INTEGER,
  open_content ANY
) STRICT;

-- Chunks in which passages begin, by the number of the first: rows, and places in their texts; carried is how much of a passage the
-- text before the chunk ends with.
CREATE TABLE passage_chunk (
  first INTEGER PRIMARY KEY,
  chunk INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  carried INTEGER NOT NULL
) STRICT;
-- Chunks, by their texts and places in them, that begin inside a passage (joined), or have signs that the find
-- bar passes over (lenient).
CREATE TABLE noted_chunk (
  text INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  joined INTEGER NOT NULL,
  lenient INTEGER NOT NULL,
  PRIMARY KEY (text, seq)
) STRICT, WITHOUT ROWID;
-- The words of the passages from a number on, up to the next shard's, stand in the table that ends with the shard's row.
CREATE TABLE shard (
  row INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  units INTEGER NOT NULL
) STRICT;
-- The words of a shard that gets no more passages, each once, as UTF-8, with a line feed before and after each.
CREATE TABLE shard_words (
  shard INTEGER PRIMARY KEY,
  words BLOB NOT NULL
) STRICT;
-- In how many passages of such a shard its frequent words are, text by text; a text by the number of its first passage.
CREATE TABLE frequent_word (
  shard INTEGER NOT NULL,
  word TEXT NOT NULL,
  first INTEGER NOT NULL,
  passages INTEGER NOT NULL,
  PRIMARY KEY (shard, word, first)
) STRICT, WITHOUT ROWID;
`;

/** UTF-16 code units of text in a shard, about. A gigabyte in 16: a word is looked up in each within a fifth of a millisecond. */
export const SHARD_LENGTH = 64 * 1_048_576;

/** Bytes of new words held in memory before they are written: fewer pieces to merge. */
const HELD_BYTES = 16 * 1_048_576;

export function wordsTable(shard: number): string {
  return `words_${shard}`;
}

/** Contentless: it tells numbers of passages. Texts come folded, so that nothing but ASCII is left to divide words by. */
export function shardSchema(shard: number): string {
  const table = wordsTable(shard);
  return `CREATE VIRTUAL TABLE ${table} USING fts5 (passage, content='', tokenize='ascii');
    INSERT INTO ${table} (${table}, rank) VALUES ('hashsize', ${HELD_BYTES});`;
}
