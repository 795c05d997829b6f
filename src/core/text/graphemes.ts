import type { TextRange } from './structure.ts';

/**
 * Grapheme cluster boundaries (Unicode Standard Annex 29) found in a small window. Segmenting a whole text is
 * ruinous, so a window is cut out around the offset. It starts where a boundary is certain whatever came before,
 * and it ends after the first code point that decides the boundary; so its answer is that of the whole text.
 *
 * All functions also work on a slice of a text that starts and ends at block ends.
 */

let segmenter: Intl.Segmenter | undefined;

/** Made on first use: the first of all segmenters takes some 50 ms, and most boundaries are certain without one. */
function clusters(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/**
 * One UTF-16 code unit that never draws what follows into its own cluster, and is not itself a state on which a
 * later boundary depends: no pictograph, regional indicator, Hangul, prepended letter or extender.
 */
const CLOSES =
  /^(?![\p{Extended_Pictographic}\p{Script=Hangul}\p{Grapheme_Extend}\u0d4e])[\p{L}\p{N}\p{P}\p{Zs}\p{Sm}\p{Sc}]$/u;

/** A code point that never joins what stands before it. */
const OPENS =
  /^(?![\p{Grapheme_Extend}\p{Emoji_Modifier}\p{Script=Hangul}\u0e33\u0eb3])[\p{L}\p{N}\p{P}\p{Z}\p{S}]$/u;

/** Latin, Cyrillic and Han letters, ASCII: each of them a cluster, said without a regular expression. */
function isPlain(unit: number): boolean {
  return (
    (unit >= 0x20 && unit < 0x7f) ||
    (unit >= 0xc0 && unit < 0x300) ||
    (unit >= 0x400 && unit < 0x482) ||
    (unit >= 0x48a && unit < 0x530) ||
    (unit >= 0x4e00 && unit < 0xa000)
  );
}

/** Is there a boundary at the offset, whatever stands before it? False only means that it is not certain. */
function isCertainBoundary(text: string, offset: number): boolean {
  if (offset <= 0) return true;
  const before = text.charCodeAt(offset - 1);
  if (before === 0x0a) return true;
  const after = text.charCodeAt(offset);
  const plainBefore = isPlain(before);
  const plainAfter = isPlain(after);
  if (plainBefore && plainAfter) return true;
  if (after >= 0xdc00 && after <= 0xdfff) return false;
  return (
    (plainBefore || CLOSES.test(String.fromCharCode(before))) &&
    (plainAfter || OPENS.test(String.fromCodePoint(text.codePointAt(offset) ?? 0)))
  );
}

/** The nearest certain boundary at or before the offset. Linear in the length of the doubtful run. */
function certainBoundaryBefore(text: string, offset: number): number {
  let at = Math.min(offset, text.length);
  while (!isCertainBoundary(text, at)) at -= 1;
  return at;
}

/** Is there a grapheme cluster boundary at this UTF-16 offset? The ends of the text are boundaries. */
export function isGraphemeBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return offset === 0 || offset === text.length;
  if (isCertainBoundary(text, offset)) return true;
  return graphemeStart(text, offset) === offset;
}

/** The last grapheme boundary at or before the offset (clipped to the text). */
export function graphemeStart(text: string, offset: number): number {
  if (offset <= 0) return 0;
  if (offset >= text.length) return text.length;
  const from = certainBoundaryBefore(text, offset);
  if (from === offset) return from;
  // The boundary at an offset depends on no more than the one code point after it.
  const to = offset + ((text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1);
  const cluster = clusters(text.slice(from, to)).containing(offset - from);
  return from + (cluster?.index ?? 0);
}

const FIRST_WINDOW = 32;

/** The first grapheme boundary at or after the offset (clipped to the text). */
export function graphemeEnd(text: string, offset: number): number {
  if (offset <= 0) return 0;
  if (offset >= text.length) return text.length;
  const from = certainBoundaryBefore(text, offset);
  if (from === offset) return from;
  for (let reach = FIRST_WINDOW; ; reach *= 2) {
    const to = Math.min(text.length, offset + reach);
    const cluster = clusters(text.slice(from, to)).containing(offset - from);
    if (!cluster || from + cluster.index === offset) return offset;
    const end = from + cluster.index + cluster.segment.length;
    // A cluster that ends before the window does is complete; one that touches its end may go on.
    if (end < to || to === text.length) return end;
  }
}

/** The first boundary after the offset: one step of the right arrow. */
export function nextGrapheme(text: string, offset: number): number {
  return graphemeEnd(text, Math.max(0, offset) + 1);
}

/** The last boundary before the offset: one step of the left arrow. */
export function previousGrapheme(text: string, offset: number): number {
  return graphemeStart(text, Math.min(text.length, offset) - 1);
}

/**
 * The least range of whole grapheme clusters that covers the range, clipped to the text. An empty range stays
 * empty: it moves to the start of the cluster that it stands in.
 */
export function snapToGraphemes(text: string, range: TextRange): TextRange {
  const start = graphemeStart(text, range.start);
  return { start, end: range.end <= range.start ? start : graphemeEnd(text, range.end) };
}

/** As `snapToGraphemes`, over a slice that starts at `sliceStart` of the whole text; offsets are of the whole text. */
export function snapToGraphemesIn(slice: string, sliceStart: number, range: TextRange): TextRange {
  const snapped = snapToGraphemes(slice, { start: range.start - sliceStart, end: range.end - sliceStart });
  return { start: snapped.start + sliceStart, end: snapped.end + sliceStart };
}
