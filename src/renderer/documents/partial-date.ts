/** Why a date cannot be stored, in words; null where it can: empty, YYYY, YYYY-MM or YYYY-MM-DD (ISO 8601). */
export function dateProblem(date: string): string | null {
  if (date === '') return null;
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!parts) return 'Write it as 2024, 2024-03 or 2024-03-15.';
  const [, year, month, day] = parts;
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return `There is no month ${month}.`;
  if (day !== undefined) {
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    if (Number(day) < 1 || Number(day) > last) return `${year}-${month} has ${last} days.`;
  }
  return null;
}
