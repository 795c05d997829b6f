/**
 * JSON with one spelling for one value (as RFC 8785: members sorted by UTF-16 code units, no white space, numbers and
 * strings as ECMAScript writes them), so that its hash is the same on every machine. Lone surrogates are written
 * as escapes, so the result is well-formed. Members that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new TypeError(`${value} has no place in a record: JSON has no such number.`);
  }
  const json = JSON.stringify(value);
  if (json === undefined) throw new TypeError(`A ${typeof value} has no place in a record.`);
  return json;
}
