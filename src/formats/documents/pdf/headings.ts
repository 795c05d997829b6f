import type { Paragraph } from './paragraphs.ts';

/** So much larger than the text a heading is set, at least. */
const LARGER = 1.12;
const MAX_LENGTH = 240;
const MAX_LINES = 4;

const rounded = (size: number): number => Math.round(size * 2) / 2;

/** The size that most of the text is set in, in points. */
function textSize(paragraphs: readonly Paragraph[]): number {
  const lengths = new Map<number, number>();
  for (const { size, text, running } of paragraphs) {
    if (!running) lengths.set(rounded(size), (lengths.get(rounded(size)) ?? 0) + text.length);
  }
  let most = 0;
  let found = 0;
  for (const [size, length] of lengths) if (length > most) [found, most] = [size, length];
  return found;
}

/** For each paragraph the level of the heading that it is by its size, 1–6, or null. */
export function headingLevels(paragraphs: readonly Paragraph[]): (number | null)[] {
  const normal = textSize(paragraphs);
  const could = ({ size, text, lines, running, item }: Paragraph): boolean =>
    !running &&
    !item &&
    rounded(size) >= normal * LARGER &&
    lines <= MAX_LINES &&
    text.length <= MAX_LENGTH &&
    (text.match(/\p{L}/gu)?.length ?? 0) >= 3;
  const sizes = [...new Set(paragraphs.filter(could).map(({ size }) => rounded(size)))].sort(
    (one, other) => other - one,
  );
  return paragraphs.map((paragraph) =>
    could(paragraph) ? Math.min(6, sizes.indexOf(rounded(paragraph.size)) + 1) : null,
  );
}
