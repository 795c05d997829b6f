import { runsOf } from '../foreign/iob.ts';
import { pathOf } from '../foreign/label.ts';
import type { ForeignAnnotation } from '../foreign/types.ts';
import { decodeSpaces, parseMisc, valueIn } from './misc.ts';
import type { PlacedDocument } from './places.ts';
import { type ConlluDocument, MISC } from './sentences.ts';

/*
 * Tags in the column MISC: `NER=B-PER`, word by word. Any key counts whose values are all tags.
 */

const TAG = /^(?:O|[BIESLU]-\S.*)$/s;
/** Keys that name nothing but names: their labels are codes by themselves; those of others stand below the key. */
const PLAIN = /^(?:ne|ner|nertag|netag|named_?entity|tag)$/i;

/** The keys of MISC whose values are all tags, at least one of them no `O`. */
export function tagKeys({ sentences }: ConlluDocument): readonly string[] {
  const keys = new Map<string, boolean>();
  for (const { rows } of sentences) {
    for (const { cells } of rows) {
      const cell = cells[MISC] ?? '_';
      if (cell === '_') continue;
      for (const [key, value] of parseMisc(cell)) {
        if (value === null || keys.get(key) === false) continue;
        if (!TAG.test(value)) keys.set(key, false);
        else if (value !== 'O') keys.set(key, true);
      }
    }
  }
  return [...keys].filter(([, isTag]) => isTag).map(([key]) => key);
}

/** The code of a label under a key. */
export function tagCode(key: string, label: string): readonly string[] {
  return [...(PLAIN.test(key) ? [] : [key]), ...pathOf(decodeSpaces(label))];
}

/** What the tags of these keys mark. */
export function taggedIn(
  { sentences }: PlacedDocument,
  keys: readonly string[],
): readonly ForeignAnnotation[] {
  return keys.flatMap((key) =>
    sentences.flatMap(({ sentence, places }) => {
      const words = sentence.rows.flatMap((row, index) =>
        row.kind === 'word' ? [{ row, place: places[index] }] : [],
      );
      const tags = words.map(({ row }) => valueIn(parseMisc(row.cells[MISC] ?? '_'), key) ?? 'O');
      return runsOf(tags).map(({ label, first, end }): ForeignAnnotation => {
        const [from, to] = [words[first], words[end - 1]];
        return {
          key: `${key} ${from?.row.line ?? 0}`,
          code: tagCode(key, label),
          ranges: [{ start: from?.place?.start ?? 0, end: to?.place?.end ?? 0 }],
          line: from?.row.line ?? 1,
        };
      });
    }),
  );
}
