import type { Connection } from '../connection.ts';
import { wordsTable } from './index-schema.ts';
import { type PassageNumbers, placeOf } from './passage-numbers.ts';

/** A word in more of a shard's passages than this is counted once and for all: to count it takes long, and there are few such words. */
const FREQUENT = 0.1;
/** Words read at once. */
const BATCH = 16_384;
const LINE_FEED = 0x0a;

interface Word {
  readonly term: string;
  readonly doc: number;
}

/** All words of a shard in the order of their bytes, with the number of passages that have each. */
function* vocabulary(index: Connection, shard: number): Generator<Word> {
  index.exec(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, ${wordsTable(shard)}, 'row')`);
  try {
    for (let last = ''; ; ) {
      const words = index
        .prepare<Word>(`SELECT term, doc FROM temp.vocabulary WHERE term > ? ORDER BY term LIMIT ${BATCH}`)
        .all(last);
      yield* words;
      if (words.length < BATCH) return;
      last = words.at(-1)?.term ?? '';
    }
  } finally {
    index.exec('DROP TABLE temp.vocabulary');
  }
}

/**
 * Notes which words a shard has, and counts the frequent ones by text. For a shard that gets no more passages.
 * @param numbers of the shard's passages
 * @param texts the numbers of the passages of each text, ascending; those that reach into the shard are among them
 */
export function noteWords(
  index: Connection,
  shard: number,
  numbers: PassageNumbers,
  texts: readonly PassageNumbers[],
): void {
  const least = (numbers.beyond - numbers.first) * FREQUENT;
  const words: string[] = [];
  const frequent: string[] = [];
  for (const { term, doc } of vocabulary(index, shard)) {
    words.push(term);
    if (doc > least) frequent.push(term);
  }
  index.prepare('INSERT INTO shard_words VALUES (?, ?)').run(shard, Buffer.from(`\n${words.join('\n')}\n`));
  const table = wordsTable(shard);
  const insert = index.prepare('INSERT INTO frequent_word VALUES (?, ?, ?, ?)');
  for (const word of frequent) {
    const found = index
      .prepare(`SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid`)
      .column<number>(`"${word}"`);
    for (const { first, beyond } of texts) {
      const from = placeOf(found, first, 0);
      const passages = placeOf(found, beyond, from) - from;
      if (passages > 0) insert.run(shard, word, first, passages);
    }
  }
}

/**
 * The words that have some letters, among those of `noteWords`, as MATCH reads them; null where there are more than so many.
 * @param letters of ASCII, small
 */
export function wordsWith(letters: string, words: Uint8Array, most: number): readonly string[] | null {
  const bytes = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  const found: string[] = [];
  for (let at = bytes.indexOf(letters, 0, 'latin1'); at >= 0; ) {
    if (found.length >= most) return null;
    const end = bytes.indexOf(LINE_FEED, at);
    found.push(`"${bytes.toString('utf8', bytes.lastIndexOf(LINE_FEED, at) + 1, end)}"`);
    at = bytes.indexOf(letters, end, 'latin1');
  }
  return found;
}
