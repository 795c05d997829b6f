import type { Judgement } from '../../core/review/verdict.ts';
import { usePeople } from '../session/queries.ts';
import { DECISION_WORDS } from './review-words.ts';
import styles from './VerdictLine.module.css';

/** The verdict on an annotation or a relation, in words. */
export function VerdictLine({
  verdict,
  changed,
}: {
  readonly verdict: Judgement;
  readonly changed: boolean;
}) {
  const reviewer = usePeople().get(verdict.personId)?.name ?? 'Someone';
  const { sign, label } = DECISION_WORDS[verdict.decision];
  return (
    <p className={styles.verdict}>
      <span aria-hidden="true">{sign} </span>
      <strong>{label}</strong> by <span dir="auto">{reviewer}</span>
      {changed && ', changed since'}
      {verdict.reason && (
        <>
          : <q dir="auto">{verdict.reason}</q>
        </>
      )}
    </p>
  );
}
