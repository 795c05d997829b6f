/** A moment that a file states, as ISO 8601 in UTC; `otherwise` where it states none or none that can be read. */
export function moment(given: string | undefined, otherwise: string): string {
  const at = given === undefined ? Number.NaN : Date.parse(given);
  return Number.isNaN(at) ? otherwise : new Date(at).toISOString();
}
