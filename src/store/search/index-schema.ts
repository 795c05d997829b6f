/** The form of the index file. Another one is made anew: nothing in it is not in the project. */
export const INDEX_VERSION = 1;

/**
 * Passages are numbered in the order in which they are indexed, text after text, each text's in text order. words is contentless: it
 * tells numbers of passages, and the texts stay in the project alone.
 */
export const INDEX_SCHEMA = `
CREATE TABLE indexed (
  project TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- the number that the next passage gets
  next INTEGER NOT NULL
) STRICT;

-- Texts that are wholly indexed, by their rows in the project, with the numbers of their first passage and beyond their last.
CREATE TABLE indexed_text (
  text INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  first INTEGER NOT NULL,
  beyond INTEGER NOT NULL
) STRICT;

-- The text that indexing is at: the next chunk, and the passage that the chunks so far end with, which may go on.
CREATE TABLE unfinished (
  text INTEGER NOT NULL,
  id TEXT NOT NULL,
  first INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  units INTEGER NOT NULL,
  -- all three null where there is none
  open_number INTEGER,
  open_start INTEGER,
  open_content ANY
) STRICT;

-- Chunks in which passages begin, by the number of the first; carried is how much of a passage the text before the chunk ends with.
CREATE TABLE passage_chunk (
  first INTEGER PRIMARY KEY,
  chunk INTEGER NOT NULL,
  carried INTEGER NOT NULL
) STRICT;
-- Chunks that begin inside a passage.
CREATE TABLE joined_chunk (chunk INTEGER PRIMARY KEY) STRICT;

-- Texts come folded, so that nothing but ASCII is left to divide words by.
CREATE VIRTUAL TABLE words USING fts5 (passage, content='', tokenize='ascii');
`;
