import type { ForeignValue } from '../foreign/types.ts';

/*
 * Mentions in the column MISC as CorefUD and GUM write them: `Entity=(e1-person-1-` opens one at a word, `e1)` closes it, `(e2-place-1-)` is one
 * word; `e3[1/2]` is a part of a discontinuous one. `# global.Entity` names the fields between hyphens.
 */

export const DEFAULT_FIELDS: readonly string[] = ['eid', 'etype', 'head', 'other'];
/** How the fields that say what the mention is are called. */
export const TYPE_FIELD = 'etype';

export interface Bracket {
  readonly opens: boolean;
  readonly closes: boolean;
  readonly id: string;
  /** of a discontinuous mention: which part of how many; else 1 of 1 */
  readonly part: number;
  readonly parts: number;
  /** by their names, decoded; empty ones and the id left out; only where it opens */
  readonly fields: Readonly<Record<string, string>>;
}

export function fieldsDeclared(declaration: string | undefined): readonly string[] {
  const fields = declaration?.split('-').filter((name) => name !== '') ?? [];
  return fields.length >= 2 ? fields : DEFAULT_FIELDS;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    // A percent sign of others means itself.
    if (cause instanceof URIError) return text;
    throw cause;
  }
}

/** The text with the signs that divide fields and values as percent escapes. */
export function encodeField(text: string): string {
  return text
    .toWellFormed()
    .replace(/[%()\-|,:=[\]\p{Cc}]|^\s|\s$/gu, (sign) =>
      /[()-]/.test(sign) ? `%${sign.charCodeAt(0).toString(16).toUpperCase()}` : encodeURIComponent(sign),
    );
}

/** What a value of `Entity` says, in its order; null where it is not to be read. */
export function parseBrackets(value: string, fields: readonly string[]): readonly Bracket[] | null {
  const pieces = value.match(/\([^()]+\)?|[^()]+\)/g) ?? [];
  if (pieces.join('') !== value || pieces.length === 0) return null;
  return pieces.map((piece): Bracket => {
    const opens = piece.startsWith('(');
    const closes = piece.endsWith(')');
    const values = piece.slice(opens ? 1 : 0, closes ? -1 : undefined).split('-');
    const [, id = '', part = '1', parts = '1'] = /^(.*?)(?:\[(\d+)\/(\d+)\])?$/.exec(values[0] ?? '') ?? [];
    const named: Record<string, string> = {};
    if (opens) {
      for (let at = 1; at < fields.length; at += 1) {
        const said = at === fields.length - 1 ? values.slice(at).join('-') : values[at];
        // The last field is a list, which is decoded value by value.
        if (said) named[fields[at] as string] = fields[at] === 'other' ? said : decoded(said);
      }
    }
    return { opens, closes, id: decoded(id), part: Number(part), parts: Number(parts), fields: named };
  });
}

/** The pairs of the field `other`: `key:value` divided by commas. */
export function parseOther(other: string): Record<string, ForeignValue> {
  const found: Record<string, ForeignValue> = {};
  for (const pair of other.split(',')) {
    const at = pair.indexOf(':');
    if (at > 0) found[decoded(pair.slice(0, at))] = decoded(pair.slice(at + 1));
    else if (pair.trim() !== '')
      found.other = found.other === undefined ? pair : `${String(found.other)},${pair}`;
  }
  return found;
}

export function formatOther(pairs: Readonly<Record<string, string>>): string {
  return Object.entries(pairs)
    .map(([key, value]) => `${encodeField(key)}:${encodeField(value)}`)
    .join(',');
}
