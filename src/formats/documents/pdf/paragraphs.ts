import { joined, Vocabulary } from './hyphens.ts';
import type { Line } from './lines.ts';

export interface Paragraph {
  readonly text: string;
  /** of the font, in points */
  readonly size: number;
  /** on which it begins, from 0 */
  readonly page: number;
  /** where it goes on upon another page: that page, and UTF-16 units into the text; a word divided there stays on the former */
  readonly turns: readonly { readonly page: number; readonly at: number }[];
  readonly lines: number;
  readonly running: boolean;
  readonly item: boolean;
}

const ITEM = /^(?:[•‣▪◦●○■□–—*]\s|\(?(?:\d{1,3}|[a-zа-я])[.)]\s)/u;
const BULLET = /^[•‣▪◦●○■□]/u;
/** The dots that lead to a page number in a table of contents. */
const LEADERS = /(?:\.\s?){4,}\s*[\divxlc]*$/iu;
/** What a footnote begins with: a number or a sign. */
const NOTE_MARK = /^(?:[([]?\d{1,3}[.)\]]?|[*†‡§¶]{1,3}|[¹²³⁰-⁹]{1,3})\s?\p{L}/u;
const ENDED = /[.!?…:;»”"’)\]]$/u;

interface Area {
  readonly left: number;
  /** between two baselines, as most lines of the area have it */
  readonly leading: number;
  /** for each line how far to the right the lines about it go */
  readonly reach: ReadonlyMap<Line, number>;
}

/** Paragraphs out of the lines of a whole document, in order. */
export function paragraphsOf(lines: readonly Line[], heads: ReadonlySet<Line>): Paragraph[] {
  const words = new Vocabulary();
  for (const { text } of lines) words.add(text);
  const areas = areasOf(lines.filter((line) => !heads.has(line)));
  const groups: Line[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const area = areas.get(keyOf(line));
    const goesOn =
      group &&
      before &&
      area &&
      !heads.has(line) &&
      !heads.has(before) &&
      continues(before, line, group.length, area);
    if (goesOn) group.push(line);
    else groups.push([line]);
  }
  return acrossPages(groups, heads, areas).map((group) => paragraphOf(group, heads, words));
}

/**
 * Joins what goes on in the next column or upon the next page. What heads and foots pages stands between, and footnotes: what foots the page
 * on which it begins comes before the paragraph, so that it stays on its page, the rest behind it.
 */
function acrossPages(
  groups: readonly Line[][],
  heads: ReadonlySet<Line>,
  areas: ReadonlyMap<string, Area>,
): Line[][] {
  const joint: Line[][] = [];
  /** the last that is neither a running head nor a footnote, and its place */
  let open: { readonly group: Line[]; readonly at: number } | null = null;
  let isAmongNotes = false;
  for (const group of groups) {
    const [first] = group;
    const last: Line | undefined = open?.group.at(-1);
    if (!first || heads.has(first)) {
      joint.push(group);
      continue;
    }
    isAmongNotes = last !== undefined && isNote(first, last, isAmongNotes);
    if (isAmongNotes) joint.push(group);
    else if (open && last && goesOnBeyond(open.group, group, areas)) {
      const { page } = open.group[0] ?? first;
      const between: Line[][] = joint.splice(open.at).slice(1);
      const feet: Line[][] = between.filter((each) => (each[0]?.page ?? 0) <= page);
      const whole: Line[] = [...open.group, ...group];
      open = { group: whole, at: joint.length + feet.length };
      joint.push(...feet, whole, ...between.filter((each) => !feet.includes(each)));
    } else {
      open = { group, at: joint.length };
      joint.push(group);
    }
  }
  return joint;
}

/** Whether a paragraph is a footnote under that which ends with `last`: smaller, and marked unless it goes on with the note before. */
function isNote(first: Line, last: Line, isAmongNotes: boolean): boolean {
  if (first.page !== last.page || first.y <= last.y || first.size > 0.92 * last.size) return false;
  return isAmongNotes || NOTE_MARK.test(first.text);
}

/** Whether a paragraph that ends its column or page goes on with the one that begins the next. */
function goesOnBeyond(
  group: readonly Line[],
  next: readonly Line[],
  areas: ReadonlyMap<string, Area>,
): boolean {
  const [before, line] = [group.at(-1), next[0]];
  if (!before || !line || keyOf(before) === keyOf(line) || line.page - before.page > 1) return false;
  if (Math.abs(before.size - line.size) > 0.12 * Math.max(before.size, line.size)) return false;
  if (before.parted || line.parted || LEADERS.test(before.text)) return false;
  if (BULLET.test(line.text) || ITEM.test(line.text)) return false;
  const broken = /\p{L}[-‐\u00ad]$/u.test(before.text);
  if (ENDED.test(before.text) && !broken) return false;
  const reach = areas.get(keyOf(before))?.reach.get(before) ?? before.right;
  if (!broken && group.length > 1 && endedEarly(before, line, reach)) return false;
  if (/^[\p{Ll}\p{Lo}]/u.test(line.text)) return true;
  // A name or a number may go on with it, but so little also begins a heading or a caption.
  const left = areas.get(keyOf(line))?.left ?? line.left;
  return group.length > 1 && next.length > 1 && line.left - left <= 0.7 * line.size;
}

function keyOf({ page, area }: Line): string {
  return `${page}.${area}`;
}

function areasOf(lines: readonly Line[]): ReadonlyMap<string, Area> {
  const areas = new Map<string, Area>();
  for (const [key, own] of Map.groupBy(lines, keyOf)) {
    const steps: number[] = [];
    for (const [index, line] of own.entries()) {
      const before = own[index - 1];
      if (before && line.y > before.y) steps.push(line.y - before.y);
    }
    steps.sort((one, other) => one - other);
    const lefts = own.map(({ left }) => left).sort((one, other) => one - other);
    // A mark in the margin does not move the margin.
    const left = lefts[Math.floor(lefts.length * 0.1)] ?? 0;
    areas.set(key, {
      left,
      reach: reaches(own),
      leading: steps[Math.floor(steps.length * 0.4)] ?? Number.POSITIVE_INFINITY,
    });
  }
  return areas;
}

/** Lines before and behind a line that show how far its own could go. */
const ABOUT = 6;

function reaches(lines: readonly Line[]): ReadonlyMap<Line, number> {
  return new Map(
    lines.map((line, index) => {
      const about = lines
        .slice(Math.max(0, index - ABOUT), index + ABOUT + 1)
        .filter(
          ({ left, size }) =>
            Math.abs(left - line.left) < 3 * size && Math.abs(size - line.size) < 0.12 * size,
        );
      return [line, Math.max(...about.map(({ right }) => right))];
    }),
  );
}

/** No column of prose is so few ems wide. */
const NARROW = 8;

/** Whether the next line's first word would have had room: then the line was ended on purpose. */
function endedEarly(before: Line, line: Line, reach: number): boolean {
  if (before.right - before.left < NARROW * before.size) return true;
  const word = line.text.search(/\s|$/u);
  const width = ((line.right - line.left) * word) / Math.max(1, line.text.length);
  return before.right + width + 0.75 * line.size < reach;
}

/** Whether a line goes on with the paragraph of the line before. */
function continues(before: Line, line: Line, lines: number, area: Area): boolean {
  if (before.page !== line.page || before.area !== line.area) return false;
  const size = Math.max(before.size, line.size);
  if (Math.abs(before.size - line.size) > 0.12 * size) return false;
  const step = line.y - before.y;
  // Lines of a heading lie as close to each other as its own size wants it, not that of the text.
  if (step > Math.max(area.leading * 1.3, 0) && step > size * 1.45) return false;
  if (step > area.leading * 1.3 && Math.abs(size - before.size) < 0.5 && area.leading > size) return false;
  if (before.parted || line.parted || LEADERS.test(before.text)) return false;
  if (BULLET.test(line.text)) return false;
  const early = endedEarly(before, line, area.reach.get(before) ?? before.right);
  if (early && (ENDED.test(before.text) || !/^\p{Ll}/u.test(line.text))) return false;
  if (ITEM.test(line.text) && (early || ENDED.test(before.text))) return false;
  const indented = line.left - before.left > 0.7 * size && line.left - area.left > 0.7 * size;
  const hanging = lines === 1 && ITEM.test(before.text);
  return !indented || hanging;
}

function paragraphOf(group: readonly Line[], heads: ReadonlySet<Line>, words: Vocabulary): Paragraph {
  const [first] = group as readonly [Line, ...Line[]];
  let text = '';
  let page = first.page;
  const turns: { page: number; at: number }[] = [];
  for (const line of group) {
    // A soft hyphen at the end of a line is still wanted to join it with the next.
    const own = line.text.replace(/\u00ad(?!$)/gu, '');
    const before = text;
    text = before === '' ? own : joined(before, own, words);
    if (line.page === page) continue;
    page = line.page;
    turns.push({ page, at: beginning(before, text) });
  }
  return {
    text: text.replace(/\u00ad$/u, ''),
    size: first.size,
    page: first.page,
    turns,
    lines: group.length,
    running: heads.has(first),
    item: BULLET.test(first.text),
  };
}

/** Where in a text what was added to its beginning begins: behind the word that the two share. */
function beginning(before: string, text: string): number {
  const space = text.indexOf(' ', Math.max(0, before.length - 1));
  return space < 0 ? text.length : space + 1;
}
