/*
 * The column MISC of CoNLL-U: `key=value` divided by `|`, `_` where there is none. White space in values about spaces is written as UDPipe
 * does: \s \t \n \r, \p for `|`, \\ for the backslash.
 */

/** In the order of the file; null: a word without `=`. */
export type Misc = readonly (readonly [key: string, value: string | null])[];

export function parseMisc(cell: string): Misc {
  if (cell === '_' || cell === '') return [];
  return cell.split('|').map((each) => {
    const at = each.indexOf('=');
    return at < 0 ? [each, null] : [each.slice(0, at), each.slice(at + 1)];
  });
}

export function formatMisc(misc: Misc): string {
  return misc.length === 0
    ? '_'
    : misc.map(([key, value]) => (value === null ? key : `${key}=${value}`)).join('|');
}

export function valueIn(misc: Misc, key: string): string | undefined {
  return misc.find(([each]) => each === key)?.[1] ?? undefined;
}

const SIGNS: Readonly<Record<string, string>> = {
  s: ' ',
  t: '\t',
  n: '\n',
  r: '\r',
  p: '|',
  '\\': '\\',
};
const LETTERS = new Map(Object.entries(SIGNS).map(([letter, sign]) => [sign, letter]));

/** Line ends are `\n`, as texts have them. */
export function decodeSpaces(value: string): string {
  return value
    .replace(/\\([stnrp\\])/g, (_, letter: string) => SIGNS[letter] ?? letter)
    .replace(/\r\n?/g, '\n');
}

export function encodeSpaces(text: string): string {
  return text.replace(/[ \t\n\r|\\]/g, (sign) => `\\${LETTERS.get(sign) ?? sign}`);
}
