import type { ExportTally } from '../annotations/writer.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What XML 1.0 has no way to hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that the specification leaves out
const UNHOLDABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/** How many characters XML 1.0 cannot hold. */
export function countForbidden(text: string): number {
  return text.match(UNHOLDABLE)?.length ?? 0;
}

/** The text with U+FFFD for each character that XML 1.0 cannot hold, as long as before in UTF-16; counted where there is a tally. */
export function holdable(text: string, tally?: ExportTally): string {
  tally?.lose('control characters and lone surrogates', countForbidden(text));
  return text.replace(UNHOLDABLE, '\ufffd');
}

/** A text as the content of an element. */
export function xmlText(text: string, tally?: ExportTally): string {
  return holdable(text, tally).replace(/[&<>\r]/g, (sign) => ESCAPES[sign] ?? sign);
}

/** A text as the value of an attribute in double quotes, white space kept. */
export function xmlAttribute(text: string, tally?: ExportTally): string {
  return xmlText(text, tally).replace(/["\t\n]/g, (sign) => ESCAPES[sign] ?? sign);
}
