import type { FoundPassage } from '../../core/query/text-query.ts';

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

/** The snippet of a passage in pieces: what was found, and what stands between. Their texts together are the snippet. */
export function piecesOf({
  snippet,
  ranges,
}: Pick<FoundPassage, 'snippet' | 'ranges'>): readonly SnippetPiece[] {
  const pieces: SnippetPiece[] = [];
  const from = snippet.start;
  const to = from + snippet.text.length;
  const add = (start: number, end: number, isHit: boolean) => {
    if (end > start)
      pieces.push({ start, text: onOneLine(snippet.text.slice(start - from, end - from)), isHit });
  };
  let at = from;
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
export function hitsBeyond({ snippet, ranges }: Pick<FoundPassage, 'snippet' | 'ranges'>): number {
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
