/**
 * How much two texts are alike, cheaply: by sketches of their shingles (Broder 1997, On the resemblance and containment of
 * documents), so that each text is read once however many it is held against.
 */

/** Words to a shingle. */
const WORDS = 4;
/** Places of a sketch: the resemblance is known to about ±0.05. */
const PLACES = 128;

/** For each of PLACES hash functions, the least value of any shingle. */
export type Sketch = Uint32Array;

/** FNV-1a over the UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** A hash of another function of the same family: the finalizer of MurmurHash3 over the value and the function's number. */
function rehashed(value: number, which: number): number {
  let hash = value ^ Math.imul(which + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** White space, punctuation and capitals say nothing: two scrapes of a page differ in them. */
function wordsIn(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  // Scripts that put no space between words: a shingle is of so many signs.
  const long = words.reduce((most, word) => Math.max(most, word.length), 0);
  return long > 200 ? words.flatMap((word) => [...word]) : words;
}

/** The sketch of a text; of one without words all places are alike. */
export function sketchOf(text: string): Sketch {
  const words = wordsIn(text).map(hashOf);
  const sketch = new Uint32Array(PLACES).fill(0xffffffff);
  const seen = new Set<number>();
  for (let from = 0; from < Math.max(1, words.length - WORDS + 1) && words.length > 0; from += 1) {
    let shingle = 0x811c9dc5;
    for (let at = from; at < Math.min(words.length, from + WORDS); at += 1) {
      shingle = rehashed(shingle ^ (words[at] as number), at - from);
    }
    if (seen.has(shingle)) continue;
    seen.add(shingle);
    for (let place = 0; place < PLACES; place += 1) {
      const hash = rehashed(shingle, place);
      if (hash < (sketch[place] as number)) sketch[place] = hash;
    }
  }
  return sketch;
}

/** The share of shingles that two texts have in common, of all that either has (0–1), as their sketches tell it. */
export function resemblance(a: Sketch, b: Sketch): number {
  let alike = 0;
  for (let place = 0; place < PLACES; place += 1) {
    if (a[place] === b[place] && a[place] !== 0xffffffff) alike += 1;
  }
  return alike / PLACES;
}
