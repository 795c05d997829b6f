import type { TextRange } from '../../core/text/structure.ts';
import { usePassage } from '../session/text-queries.ts';
import styles from './AnchorsPage.module.css';

/** UTF-16 code units shown before and after a passage. */
const AROUND = 500;
/** Of a longer passage the beginning is shown. */
const MOST = 4_000;

function Piece({ textId, range }: { readonly textId: string; readonly range: TextRange }) {
  const start = Math.max(0, range.start - AROUND);
  const shownEnd = Math.min(range.end, range.start + MOST);
  const text = usePassage(textId, { start, end: shownEnd + AROUND });
  if (text === undefined) return <p className={styles.waiting}>…</p>;
  const before = text.slice(0, range.start - start);
  const marked = text.slice(range.start - start, shownEnd - start);
  const after = text.slice(shownEnd - start);
  return (
    <p className={styles.passage} dir="auto">
      {start > 0 && '… '}
      {before}
      <mark className={styles.marked}>{marked}</mark>
      {shownEnd < range.end && ' … '}
      {after}
      {after.length === AROUND && ' …'}
    </p>
  );
}

/** Passages of a text with what is around them. */
export function Excerpt({
  textId,
  ranges,
}: {
  readonly textId: string;
  readonly ranges: readonly TextRange[];
}) {
  return ranges.map((range) => <Piece key={`${range.start}-${range.end}`} textId={textId} range={range} />);
}
