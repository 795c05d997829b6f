import { dateIn, dateOfFileName } from '../metadata/dates.ts';

/** Lines at a text's beginning that are looked through for what it says of itself. */
const TOP_LINES = 8;
const TITLE_MAX = 160;
const DATELINE_MAX = 80;

/** What the beginning of a plain text and its file name tell. */
export interface TextHeading {
  readonly title: string;
  readonly date: string;
}

/**
 * Guesses title and date. The title is the first line that could be one: short, not a sentence, not a lone “by” or date;
 * failing that the file name without its ending. The date stands in the file name or on a line of its own near the top.
 */
export function headingOf(lines: readonly string[], fileName: string): TextHeading {
  const top = lines.slice(0, TOP_LINES).map((line) => line.replace(/\s+/gu, ' ').trim());
  return {
    title: top.find((line, index) => couldBeTitle(line, index)) ?? titleOfFileName(fileName),
    date: dateOfFileName(fileName) || dateline(top),
  };
}

function couldBeTitle(line: string, index: number): boolean {
  if (index > 4 || line.length > TITLE_MAX || line.length < 4) return false;
  if (!/\p{L}{2}/u.test(line)) return false;
  if (dateIn(line) && line.length < DATELINE_MAX / 2) return false;
  if (/^(?:by|author|автор|аўтар|von|par)\b/iu.test(line)) return false;
  // A sentence that runs on is the text itself.
  return index === 0 ? !/[,;]$/u.test(line) : !/[.,;:]$/u.test(line) && line.length <= TITLE_MAX;
}

/** The one date among the short lines at the top. */
function dateline(top: readonly string[]): string {
  const dates = new Set(
    top
      .filter((line) => line.length <= DATELINE_MAX)
      .map(dateIn)
      .filter((date) => date.length === 10),
  );
  const [only] = dates;
  return dates.size === 1 && only ? only : '';
}

/** A file name as a title: without its ending, with spaces for underscores. */
export function titleOfFileName(fileName: string): string {
  return fileName
    .replace(/\.[^.]*$/, '')
    .replace(/[_\s]+/gu, ' ')
    .trim();
}
