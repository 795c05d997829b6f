import type { FoundPassage } from '../../core/query/text-query.ts';
import { graphemeStart } from '../../core/text/graphemes.ts';

type Shown = Pick<FoundPassage, 'snippet' | 'ranges'>;

/** How much of the snippet a narrow list is sure to show in two lines, and how much of it before the first hit: UTF-16 code units. */
const SURE = 110;
const LEAD = 56;
/** Signs as wide as high take twice the room. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/;
/** how far the beginning moves to that of a word */
const WORD_REACH = 16;

/**
 * Where in the document the shown part of the snippet begins: late enough for the first hit to stand in the two lines that a list has.
 * UTF-16, at a grapheme cluster.
 */
export function shownFrom({ snippet: { start, text }, ranges }: Shown): number {
  const hit = Math.max(0, (ranges[0] ?? start) - start);
  const share = WIDE.test(text) ? 2 : 1;
  const from = hit - Math.max(LEAD / share, SURE / share - (text.length - hit));
  if (from <= 0) return start;
  const word = text.slice(from, Math.min(hit, from + WORD_REACH)).search(/\s\S/);
  return start + (word < 0 ? graphemeStart(text, from) : from + word + 1);
}

export interface SnippetPiece {
  /** UTF-16, in the document */
  readonly start: number;
  readonly text: string;
  /** it is what was sought */
  readonly isHit: boolean;
}

/** White space of any kind as a blank each, so that offsets hold. */
function onOneLine(text: string): string {
  return text.replace(/\s/g, ' ');
}

/** The shown part of the snippet in pieces: what was found, and what stands between. */
export function piecesOf(shown: Shown): readonly SnippetPiece[] {
  const { snippet, ranges } = shown;
  const pieces: SnippetPiece[] = [];
  const to = snippet.start + snippet.text.length;
  const add = (start: number, end: number, isHit: boolean) => {
    const text = snippet.text.slice(start - snippet.start, end - snippet.start);
    if (end > start) pieces.push({ start, text: onOneLine(text), isHit });
  };
  let at = shownFrom(shown);
  for (let i = 0; i < ranges.length; i += 2) {
    const start = Math.max(at, ranges[i] ?? to);
    const end = Math.min(to, ranges[i + 1] ?? to);
    if (start >= end) continue;
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, to, false);
  return pieces;
}

/** How many hits of the passage the snippet does not show. */
export function hitsBeyond({ snippet, ranges }: Shown): number {
  const to = snippet.start + snippet.text.length;
  let beyond = 0;
  for (let i = 0; i < ranges.length; i += 2) if ((ranges[i] ?? 0) >= to) beyond += 1;
  return beyond;
}

export type ResultRow =
  | { readonly kind: 'document'; readonly documentId: string }
  | { readonly kind: 'passage'; readonly index: number; readonly passage: FoundPassage };

/** The rows of the list: in the order of texts each document has a heading; where the best come first, none. */
export function rowsOf(passages: readonly FoundPassage[], isByDocument: boolean): readonly ResultRow[] {
  const rows: ResultRow[] = [];
  for (const [index, passage] of passages.entries()) {
    if (isByDocument && passage.documentId !== passages[index - 1]?.documentId)
      rows.push({ kind: 'document', documentId: passage.documentId });
    rows.push({ kind: 'passage', index, passage });
  }
  return rows;
}
