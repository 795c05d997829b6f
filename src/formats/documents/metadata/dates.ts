import { monthOf } from './months.ts';

/**
 * Dates as documents write them, normalised to ISO 8601: YYYY-MM-DD, YYYY-MM or YYYY. What could be read in two ways
 * (03/04/2024) is not a date here.
 */

const YEAR_MIN = 1_000;
const YEAR_MAX = 2_199;

function iso(year: number, month?: number, day?: number): string | null {
  if (year < YEAR_MIN || year > YEAR_MAX) return null;
  const text = String(year).padStart(4, '0');
  if (month === undefined) return text;
  if (month < 1 || month > 12) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  if (day === undefined) return `${text}-${two(month)}`;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day >= 1 && day <= lastDay ? `${text}-${two(month)}-${two(day)}` : null;
}

interface DatePattern {
  /** global: all dates of the form are found */
  readonly expression: RegExp;
  read(groups: readonly string[]): string | null;
}

const number = (text: string | undefined): number => Number(text);

const PATTERNS: readonly DatePattern[] = [
  // 2024-12-31, 2024/12/31, 2024.12.31, with or without a time after it
  {
    expression: /(?<![\d.])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])/gu,
    read: ([, year, , month, day]) => iso(number(year), number(month), number(day)),
  },
  // 31.12.2024; with slashes or hyphens only where the day cannot be a month
  {
    expression: /(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d|\.\d)/gu,
    read: ([, day, month, year]) => iso(number(year), number(month), number(day)),
  },
  {
    expression: /(?<![\d/])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)/gu,
    read: ([, first, , second, year]) => {
      const [one, other] = [number(first), number(second)];
      if (one > 12) return iso(number(year), other, one);
      if (other > 12) return iso(number(year), one, other);
      return one === other ? iso(number(year), one, one) : null;
    },
  },
  // 31 December 2024, 31. Dezember 2024, 31 декабря 2024 г., 1er mars 2024
  {
    expression: /(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er)?\s+(?:of\s+)?(\p{L}{3,12})\.?,?\s+(\d{4})(?!\d)/giu,
    read: ([, day, name, year]) => {
      const month = monthOf(name ?? '');
      return month ? iso(number(year), month, number(day)) : null;
    },
  },
  // December 31, 2024
  {
    expression: /(?<!\p{L})(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)/giu,
    read: ([, name, day, year]) => {
      const month = monthOf(name ?? '');
      return month ? iso(number(year), month, number(day)) : null;
    },
  },
  // December 2024, декабрь 2024
  {
    expression: /(?<!\p{L}|\d\.?\s{1,3})(\p{L}{3,12})\.?,?\s+(\d{4})(?!\d)/giu,
    read: ([, name, year]) => {
      const month = monthOf(name ?? '');
      return month ? iso(number(year), month) : null;
    },
  },
];

/** All dates in a short text, in the order of the patterns, without doubles; the full ones first. */
export function datesIn(text: string): string[] {
  if (!/\d{4}/.test(text)) return [];
  const found: string[] = [];
  for (const { expression, read } of PATTERNS) {
    for (const match of text.matchAll(expression)) {
      const date = read(match);
      // “December 2024” within “31 December 2024” says nothing new.
      if (date && !found.some((other) => other.startsWith(date))) found.push(date);
    }
  }
  return found;
}

/** The date that a short text holds; empty where it holds none, or several. */
export function dateIn(text: string): string {
  const found = datesIn(text);
  return found.length === 1 ? (found[0] ?? '') : '';
}

/**
 * The date of a machine-written stamp (an attribute, JSON-LD, a header): ISO 8601 whole or in part, or anything that
 * `dateIn` reads. The day is the one written, whatever the time zone.
 */
export function dateOfStamp(stamp: string): string {
  const text = stamp.trim();
  const whole = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T\s].*)?$/.exec(text);
  if (whole) {
    const [, year, month, day] = whole;
    return iso(number(year), month ? number(month) : undefined, day ? number(day) : undefined) ?? '';
  }
  const compact = /^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$/.exec(text);
  if (compact) return iso(number(compact[1]), number(compact[2]), number(compact[3])) ?? '';
  return dateIn(text.slice(0, 200));
}

/** The date that a file name begins, ends or is parted by: 2024-12-31 Talks.txt, talks_20241231.html. */
export function dateOfFileName(fileName: string): string {
  const stem = fileName.replace(/\.[^.]*$/, '');
  const dashed = datesIn(stem.replace(/_/g, '-')).filter((date) => date.length === 10);
  if (dashed.length > 0) return dashed.length === 1 ? (dashed[0] ?? '') : '';
  const compact = Array.from(
    stem.matchAll(/(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/g),
    ([, year, month, day]) => iso(number(year), number(month), number(day)),
  ).filter((date) => date !== null);
  return compact.length === 1 ? (compact[0] ?? '') : '';
}
