/** Formatters are made once: making one costs more than a hundred uses. */
const NUMBER = new Intl.NumberFormat();
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

export function inDigits(count: number): string {
  return NUMBER.format(count);
}

/** An ISO 8601 moment as the system writes it, in local time. */
export function moment(iso: string): string {
  return MOMENT.format(new Date(iso));
}

/** The day of an ISO 8601 moment as the system writes it, in local time. */
export function day(iso: string): string {
  return DAY.format(new Date(iso));
}

/** ‘1 file’, ‘1,200 files’. */
export function counted(count: number, one: string, many: string): string {
  return `${inDigits(count)} ${count === 1 ? one : many}`;
}
