import type { TextRange } from '../../../core/text/structure.ts';
import { parseTree, textUnder } from '../../documents/html/tree.ts';
import { type ForeignDatabase, integerIn, type Row, textIn, timeIn } from '../foreign/database.ts';
import type { Unheld } from '../foreign/problem.ts';
import { type Counting, placesOf } from '../foreign/quoted-positions.ts';
import { codePointOffsets } from '../foreign/text.ts';
import type { ForeignAnnotation } from '../foreign/types.ts';
import { UNCODED } from '../refi-qda/selections.ts';
import type { HtmlText } from './html-text.ts';

/** Who made a highlight, and when: only the journal of a database says it. */
interface Made {
  readonly person: string;
  readonly createdAt: string | undefined;
}

/** What the journal says of the highlights, by their numbers. */
export function makersOf(database: ForeignDatabase): ReadonlyMap<number, Made> {
  const makers = new Map<number, Made>();
  const logins = new Map<string, string>();
  for (const row of database.rows('commands', { columns: ['date', 'user_login', 'payload'] })) {
    const payload = textIn(row, 'payload');
    if (!payload.includes('"highlight_add"')) continue;
    const id = Number(/"highlight_id":\s*(\d{1,15})\b/.exec(payload)?.[1] ?? Number.NaN);
    if (Number.isNaN(id)) continue;
    const login = textIn(row, 'user_login').trim();
    if (!logins.has(login)) logins.set(login, login);
    makers.set(id, { person: logins.get(login) ?? '', createdAt: timeIn(row, 'date') });
  }
  return makers;
}

/** The numbers of the tags of each highlight. */
export function tagsOfHighlights(database: ForeignDatabase): ReadonlyMap<number, readonly number[]> {
  const tags = new Map<number, number[]>();
  for (const row of database.rows('highlight_tags', { columns: ['highlight_id', 'tag_id'] })) {
    const [highlight, tag] = [integerIn(row, 'highlight_id'), integerIn(row, 'tag_id')];
    if (highlight === null || tag === null) continue;
    const there = tags.get(highlight);
    if (there) there.push(tag);
    else tags.set(highlight, [tag]);
  }
  return tags;
}

/** UTF-16 offsets of a text for offsets in bytes of its UTF-8; one inside a character is that of its beginning, one past the end stays past it. */
export function byteOffsets(text: string): (bytes: number) => number {
  // The offset in bytes at every 64th unit; from there it is counted.
  const marks: number[] = [];
  let bytes = 0;
  const width = (at: number): number => {
    const unit = text.charCodeAt(at);
    return unit < 0x80 ? 1 : unit < 0x800 ? 2 : unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
  };
  for (let at = 0; at < text.length; at += 1) {
    if (at % 64 === 0) marks.push(bytes);
    bytes += width(at);
  }
  const total = bytes;
  return (offset) => {
    if (offset >= total) return text.length + offset - total;
    if (offset <= 0) return offset;
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((marks[middle] as number) <= offset) low = middle + 1;
      else high = middle;
    }
    let at = (low - 1) * 64;
    let counted = marks[low - 1] as number;
    for (; at < text.length && counted + width(at) <= offset; at += 1) counted += width(at);
    return at;
  };
}

/**
 * How positions are counted in the joined text nodes, the likeliest first: Taguette says bytes of UTF-8
 * (taguette/extract.py); its parser on the server drops white space before the first element, the browser doesn't.
 */
function countingsOf(raw: string): readonly Counting[] {
  const bytes = byteOffsets(raw);
  const points = codePointOffsets(raw);
  const leading = /^\s*/.exec(raw)?.[0].length ?? 0;
  const along =
    (at: (offset: number) => number): Counting =>
    ({ start, end }) => ({ start: at(start), end: at(end) });
  const ascii = /^[\0-\x7f]*$/.test(raw);
  const counts = ascii ? [along(bytes)] : [along(bytes), along(points), along((offset) => offset)];
  return leading === 0
    ? counts
    : counts.flatMap((count) => [
        count,
        ({ start, end }) => count({ start: start + leading, end: end + leading }),
      ]);
}

export interface TagPaths {
  readonly paths: ReadonlyMap<number, readonly string[]>;
  readonly tags: ReadonlyMap<number, readonly number[]>;
  readonly makers: ReadonlyMap<number, Made>;
}

/** The highlights of one document: one annotation for each of a highlight's tags. */
export function annotationsOf(
  text: HtmlText,
  rows: readonly Row[],
  { paths, tags, makers }: TagPaths,
  unheld: Unheld,
): readonly ForeignAnnotation[] {
  const stated = rows.map((row) => ({
    id: integerIn(row, 'id') ?? -1,
    range: {
      start: integerIn(row, 'start_offset') ?? -1,
      end: integerIn(row, 'end_offset') ?? -1,
    } satisfies TextRange,
    quote: textUnder(parseTree(textIn(row, 'snippet'), 'fragment').root),
  }));
  const places = placesOf(stated, countingsOf(text.raw), ({ start, end }) =>
    text.raw.slice(Math.max(start, 0), Math.max(end, 0)),
  );
  return stated.flatMap(({ id, quote, range: given }, at): readonly ForeignAnnotation[] => {
    const { range, fits } = places[at] as (typeof places)[number];
    const maker = makers.get(id);
    const made = {
      ranges: [given.start < 0 || given.end < given.start ? given : text.range(range)],
      ...(fits ? {} : { quotes: [quote] }),
      ...(maker && maker.person !== '' ? { person: maker.person } : {}),
      ...(maker?.createdAt === undefined ? {} : { createdAt: maker.createdAt }),
    };
    const numbers = tags.get(id) ?? [];
    const known = numbers.filter((tag) => paths.has(tag));
    unheld.add(
      'tags of highlights that the codebook does not have',
      undefined,
      numbers.length - known.length,
    );
    if (known.length === 0) return [{ ...made, key: `highlight ${id}`, code: [UNCODED] }];
    return known.map((tag) => ({
      ...made,
      key: `highlight ${id} tag ${tag}`,
      code: paths.get(tag) as readonly string[],
    }));
  });
}
