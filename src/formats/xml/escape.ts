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

/** The text with U+FFFD for what XML 1.0 cannot hold, which is counted. */
export function holdable(value: string, tally: ExportTally): string {
  return value.replace(UNHOLDABLE, () => {
    tally.lose('control characters and lone surrogates', 1);
    return '\ufffd';
  });
}

/** A text as the content of an element. What XML 1.0 cannot hold becomes U+FFFD and is counted. */
export function xmlText(value: string, tally: ExportTally): string {
  return holdable(value, tally).replace(/[&<>\r]/g, (sign) => ESCAPES[sign] ?? sign);
}

/** A text as the value of an attribute in double quotes, white space kept. */
export function xmlAttribute(value: string, tally: ExportTally): string {
  return xmlText(value, tally).replace(/["\t\n]/g, (sign) => ESCAPES[sign] ?? sign);
}
