/** Digits in groups of three, set apart by spaces of any width, apostrophes, or one of point and comma; then the other of these. */
const GROUPED = /^\d{1,3}(?:([ \u00a0\u202f\u2009'’.,])\d{3})(?:\1\d{3})*(?:([.,])\d+)?$/;
const PLAIN = /^(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^\d+,\d+$/;

function magnitude(text: string): number | null {
  if (PLAIN.test(text)) return Number(text);
  const grouped = GROUPED.exec(text);
  if (grouped) {
    const [, mark = '', decimal] = grouped;
    // “1,234” is a thousand to some and little more than one to others.
    const ambiguous = mark === ',' && decimal === undefined && text.length <= 7;
    if (ambiguous || mark === decimal) return null;
    return Number(text.replaceAll(mark, '').replace(',', '.'));
  }
  return DECIMAL_COMMA.test(text) ? Number(text.replace(',', '.')) : null;
}

/**
 * A finite number from what people write: 1234.5, 1 234,5, 1.234.567, 3,5, −2, 1e6. null for anything else, and for what can be read in
 * two ways (1,234).
 */
export function parseNumber(text: string): number | null {
  const signed = /^([+\-−])?\s*(.+)$/u.exec(text.trim());
  const size = signed ? magnitude(signed[2] ?? '') : null;
  if (size === null || !Number.isFinite(size)) return null;
  return signed?.[1] && signed[1] !== '+' ? 0 - size : size;
}
