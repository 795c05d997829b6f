import { memo } from 'react';
import type { FoundPassage } from '../../core/query/text-query.ts';
import { counted } from '../controls/words.ts';
import styles from './PassageList.module.css';
import { hitsBeyond, piecesOf } from './snippet.ts';

interface PassageRowProps {
  readonly passage: FoundPassage;
  readonly title: string;
  /** on the screen; to screen readers it is always said */
  readonly isTitleShown: boolean;
  /** of the document, BCP 47; '' where it is not known */
  readonly language: string;
}

/** A passage found: the stretch around the first hit, with all hits that stand in it marked. */
export const PassageRow = memo(function PassageRow(props: PassageRowProps) {
  const { passage, title, isTitleShown, language } = props;
  const { snippet, start, end } = passage;
  const pieces = piecesOf(passage);
  const beyond = hitsBeyond(passage);
  return (
    <span className={styles.passage}>
      <span className={isTitleShown ? styles.where : styles.spoken} dir="auto">
        {title}
      </span>
      <span className={styles.snippet} dir="auto" lang={language || undefined}>
        {(pieces[0]?.start ?? start) > start && '… '}
        {pieces.map((piece) =>
          piece.isHit ? (
            <mark key={piece.start}>{piece.text}</mark>
          ) : (
            <span key={piece.start}>{piece.text}</span>
          ),
        )}
        {snippet.start + snippet.text.length < end && ' …'}
        {beyond > 0 && <small className={styles.beyond}> {counted(beyond, 'more hit', 'more hits')}</small>}
      </span>
    </span>
  );
});
