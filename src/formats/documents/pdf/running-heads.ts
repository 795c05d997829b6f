import type { Line } from './lines.ts';

/** Lines at the top and at the bottom of a page among which running heads are sought. */
const DEPTH = 2;
/** Of how many pages a line must head at least so many, and so large a share. */
const LEAST_PAGES = 3;
const LEAST_SHARE = 0.25;
const MAX_LENGTH = 160;

/** Roman and Arabic page numbers, with what stands about them: “– 12 –”, “Page 3 of 20”, “стр. 5”. */
const FOLIO =
  /^[\s–—|[\].-]*(?:(?:page|seite|стр|с|p|s)\.?\s*)?(\d{1,5}|[ivxlc]{1,7})(?:\s*(?:of|von|из|sur|\/)\s*\d{1,5})?[\s–—|[\].-]*$/iu;

/** The page number that a line consists of, NaN for a Roman one, or null. */
function folioOf(text: string): number | null {
  const number = FOLIO.exec(text)?.[1];
  return number === undefined ? null : Number(number);
}

/** What stays the same of a running head from page to page, its size too: all but its numbers. Null where nothing is left. */
function patternOf({ text, size }: Line): string | null {
  const words = text
    .toLowerCase()
    .replace(/\d+/g, '#')
    .replace(/[^\p{L}#]+/gu, ' ')
    .trim();
  return /\p{L}/u.test(words) && text.length <= MAX_LENGTH ? `${words} ${Math.round(size)}` : null;
}

/** The lines that head or foot page after page, and the page numbers, out of the lines of each page. */
export function runningHeads(pages: readonly (readonly Line[])[]): ReadonlySet<Line> {
  const edges = pages.map((lines) => edgesOf(lines));
  const counts = new Map<string, number>();
  const offsets = new Map<number, number>();
  for (const [page, lines] of edges.entries()) {
    for (const pattern of new Set(lines.map(patternOf).filter((each) => each !== null)))
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
    const folios = new Set(lines.map(({ text }) => (folioOf(text) ?? Number.NaN) - page));
    for (const offset of folios)
      if (!Number.isNaN(offset)) offsets.set(offset, (offsets.get(offset) ?? 0) + 1);
  }
  const enough = Math.max(LEAST_PAGES, pages.length * LEAST_SHARE);
  const heads = new Set<Line>();
  for (const [page, lines] of edges.entries()) {
    for (const line of lines) {
      const folio = folioOf(line.text);
      const repeated = (counts.get(patternOf(line) ?? '') ?? 0) >= enough;
      const counted = folio !== null && (offsets.get(folio - page) ?? 0) >= 2;
      const roman = folio !== null && Number.isNaN(folio) && pages.length >= LEAST_PAGES;
      if (repeated || counted || roman) heads.add(line);
    }
  }
  return heads;
}

/** The outermost lines of a page, wherever they stand in the order of reading. */
function edgesOf(lines: readonly Line[]): readonly Line[] {
  const sorted = lines.toSorted((one, other) => one.y - other.y);
  const heights = [...new Set(sorted.map(({ y }) => Math.round(y)))];
  const [top, bottom] = [heights.slice(0, DEPTH), heights.slice(-DEPTH)];
  const outer = new Set([...top, ...bottom]);
  return sorted.filter(({ y }) => outer.has(Math.round(y)));
}
