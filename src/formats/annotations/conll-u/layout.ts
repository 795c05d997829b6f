import type { Block, TextRange } from '../../../core/text/structure.ts';
import { wordsOf } from '../foreign/words.ts';
import { decodeSpaces, encodeSpaces, type Misc, parseMisc } from './misc.ts';
import { type PlacedDocument, placed } from './places.ts';
import { MISC, parseConllu } from './sentences.ts';
import { tagKeys } from './tags.ts';

export interface LaidRow {
  /** all columns but the last */
  readonly cells: readonly string[];
  /** the last, without what marks passages */
  readonly misc: Misc;
  /** its place in the text, where it is a word */
  readonly place: TextRange | null;
  /** the tags it bore, by key */
  readonly tags: ReadonlyMap<string, string>;
}

export interface LaidSentence {
  readonly comments: readonly string[];
  readonly rows: readonly LaidRow[];
}

/** A document as it is to be written, but for what is marked in it. */
export interface Layout {
  readonly sentences: readonly LaidSentence[];
  /** of an imported file: what its `# global.Entity` says */
  readonly declared: string | undefined;
  /** of an imported file: the keys of MISC that held tags, with the labels that they had */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  /** made from the text, so that tokens end where annotations do */
  readonly isMade: boolean;
}

/** The layout of the file that a document was imported from; null where that does not make the document's text. */
export function importedLayout(content: string, text: string): Layout | null {
  for (const document of parseConllu(content)) {
    const inText: PlacedDocument = placed(document);
    if (inText.text !== text) continue;
    const keys = tagKeys(document);
    const sentences = inText.sentences.map(
      ({ sentence, places }): LaidSentence => ({
        comments: sentence.comments,
        rows: sentence.rows.map(({ kind, cells }, index): LaidRow => {
          const misc = parseMisc(cells[MISC] ?? '_');
          const isTag = (key: string): boolean => keys.includes(key);
          return {
            cells: cells.slice(0, MISC),
            misc: misc.filter(([key]) => key !== TYPE && !isTag(key)),
            place: kind === 'word' ? (places[index] ?? null) : null,
            tags: new Map(
              misc.flatMap(([key, value]) => (isTag(key) && value !== null ? [[key, value]] : [])),
            ),
          };
        }),
      }),
    );
    const labels = new Map(keys.map((key) => [key, new Set<string>()]));
    for (const { tags } of sentences.flatMap(({ rows }) => rows)) {
      for (const [key, tag] of tags) if (tag !== 'O') labels.get(key)?.add(decodeSpaces(tag.slice(2)));
    }
    return { sentences, labels, declared: document.globals.get(TYPE), isMade: false };
  }
  return null;
}

/** The key of MISC that holds brackets, and the name of their declaration. */
const TYPE = 'Entity';

/** What is said of the white space after a token; nothing where it is what is taken for granted. */
function spaceAfter(gap: string, granted: string): Misc {
  if (gap === granted) return [];
  return gap === '' ? [['SpaceAfter', 'No']] : [['SpacesAfter', encodeSpaces(gap)]];
}

const segmenter = new Intl.Segmenter('und', { granularity: 'sentence' });

/** Where sentences begin in the blocks; a long block's parts continue one another. */
function sentenceStarts(text: string, blocks: readonly Block[]): readonly number[] {
  const starts: number[] = [];
  for (const { start, end } of blocks.length > 0 ? blocks : [{ start: 0, end: text.length }]) {
    for (const { index } of segmenter.segment(text.slice(start, end))) starts.push(start + index);
  }
  return starts;
}

/**
 * A layout made from the text: words as `Intl.Segmenter` finds them, cut where annotations begin and end (`cuts`, UTF-16 offsets), sentences by
 * blocks. All white space comes back: what is not one space between words is written as UDPipe does.
 */
export function madeLayout(text: string, blocks: readonly Block[], cuts: Iterable<number>): Layout {
  const tokens = wordsOf(text, cuts);
  const starts = sentenceStarts(text, blocks);
  const sentences: TextRange[][] = [];
  let next = 0;
  for (const token of tokens) {
    let begins = sentences.length === 0;
    for (; (starts[next] ?? Number.POSITIVE_INFINITY) <= token.start; next += 1) begins = true;
    if (begins) sentences.push([token]);
    else sentences.at(-1)?.push(token);
  }
  let from = 0;
  let number = 0;
  const laid = sentences.map((words, index): LaidSentence => {
    const [first] = words as [TextRange, ...TextRange[]];
    const last = words.at(-1) ?? first;
    // White space before the first word of the text is said with that word; all other follows a word.
    const before = index === 0 ? text.slice(0, first.start) : '';
    const begins = index === 0 || text.slice(from, first.start).includes('\n');
    from = last.end;
    const rows = words.map(({ start, end }, at): LaidRow => {
      const form = text.slice(start, end);
      const isSpaced = /[\t\n\r]|^\s|\s$/.test(form);
      const following = words[at + 1]?.start ?? sentences[index + 1]?.[0]?.start ?? text.length;
      const gap = text.slice(end, following);
      const isEnd = at === words.length - 1;
      const isLast = isEnd && index === sentences.length - 1;
      const granted = isLast ? '' : isEnd && gap.includes('\n') ? '\n' : ' ';
      return {
        cells: [
          String(at + 1),
          isSpaced ? form.replace(/\s/g, '\u2423') : form,
          ...Array<string>(7).fill('_'),
        ],
        misc: [
          ...spaceAfter(gap, granted),
          ...(at === 0 && before !== '' ? [['SpacesBefore', encodeSpaces(before)] as const] : []),
          ...(isSpaced ? [['SpacesInToken', encodeSpaces(form)] as const] : []),
        ],
        place: { start, end },
        tags: new Map(),
      };
    });
    number += 1;
    const said = text.slice(first.start, last.end).replace(/\s+/gu, ' ');
    return { comments: [...(begins ? ['# newpar'] : []), `# sent_id = ${number}`, `# text = ${said}`], rows };
  });
  return { sentences: laid, declared: undefined, labels: new Map(), isMade: true };
}
