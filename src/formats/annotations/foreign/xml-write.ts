/** What XML 1.0 cannot hold in any way: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The text with U+FFFD for each character that XML cannot hold: as long as before in UTF-16. */
export function holdable(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD');
}

/** How many characters XML cannot hold. */
export function countForbidden(text: string): number {
  return text.match(FORBIDDEN)?.length ?? 0;
}

/** As content of an element. */
export function xmlText(text: string): string {
  return holdable(text).replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** As value of an attribute in double quotes. */
export function xmlAttribute(text: string): string {
  return holdable(text).replace(/[&<>"\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
