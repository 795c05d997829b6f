/**
 * What a spreadsheet takes for a formula: a cell whose first character, after quotation marks, apostrophes, spaces and
 * invisible characters, is one of = + - @ (also in full width), or that begins with a tab or carriage return.
 * Reference: OWASP, "CSV Injection".
 */
const FORMULA = /^(?:['"\p{Z}\p{C}]*[=+\-@＝＋－＠]|['"]*[\t\r])/u;

/**
 * The text so that no spreadsheet runs it: an apostrophe is put before what looks like a formula. To take it back,
 * remove the first apostrophe of a cell that looks like a formula and begins with one; since the apostrophe itself does
 * not change whether a cell looks like a formula, this gives every text back exactly.
 */
export function defused(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that `defused` was given. */
export function undefused(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
