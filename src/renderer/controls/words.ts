/** Formatters are made once, on first use: making one costs more than a hundred uses, and dates are not on the first screen. */
const NUMBER = new Intl.NumberFormat();
let momentFormat: Intl.DateTimeFormat | undefined;
let dayFormat: Intl.DateTimeFormat | undefined;

export function inDigits(count: number): string {
  return NUMBER.format(count);
}

/** An ISO 8601 moment as the system writes it, in local time. */
export function moment(iso: string): string {
  momentFormat ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return momentFormat.format(new Date(iso));
}

/** The day of an ISO 8601 moment as the system writes it, in local time. */
export function day(iso: string): string {
  dayFormat ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
  return dayFormat.format(new Date(iso));
}

/** ‘1 file’, ‘1,200 files’. */
export function counted(count: number, one: string, many: string): string {
  return `${inDigits(count)} ${count === 1 ? one : many}`;
}
