const WHOLE_OR_PART = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const YEAR_FIRST = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})$/;

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether the text is YYYY-MM-DD, YYYY-MM or YYYY (ISO 8601, proleptic Gregorian) and there is such a day. */
export function isIsoDate(text: string): boolean {
  const parts = WHOLE_OR_PART.exec(text);
  if (!parts) return false;
  const [, year, month, day] = parts;
  if (month === undefined) return true;
  const m = Number(month);
  if (m < 1 || m > 12) return false;
  return day === undefined || (Number(day) >= 1 && Number(day) <= daysIn(Number(year), m));
}

function iso(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isIsoDate(text) ? text : null;
}

/**
 * An ISO 8601 date from what people write: ISO itself, 2024.5.3, 3.5.2024, and 25/5/2024, where only one order of day and month is
 * possible. null for anything else, 3/5/2024 among it: on one side of the sea that is May, on the other March.
 */
export function parseDate(text: string): string | null {
  if (isIsoDate(text)) return text;
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return iso(yearFirst[1] ?? '', yearFirst[2] ?? '', yearFirst[3] ?? '');
  const yearLast = YEAR_LAST.exec(text);
  if (!yearLast) return null;
  const [, first = '', mark, second = '', year = ''] = yearLast;
  const dayFirst = iso(year, second, first);
  if (mark === '.' || first === second) return dayFirst;
  const monthFirst = iso(year, first, second);
  return dayFirst && monthFirst ? null : (dayFirst ?? monthFirst);
}
