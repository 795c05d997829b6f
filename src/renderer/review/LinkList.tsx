import { Spline } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Comparison } from '../../core/review/differences.ts';
import { Button } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { Keys } from '../controls/Keys.tsx';
import { endInWords, otherEnd } from '../reading/relations/relation-words.ts';
import { useCodeMap, usePeople } from '../session/queries.ts';
import styles from './LinkList.module.css';
import type { LinkRow } from './link-rows.ts';
import { DECISION_WORDS, STATE_WORDS } from './review-words.ts';
import type { ReviewedLinkList } from './use-links.ts';
import { VerdictLine } from './VerdictLine.tsx';

interface LinkItemProps {
  readonly row: LinkRow;
  readonly documentId: string;
  readonly links: ReviewedLinkList;
}

function LinkItem({ row, documentId, links }: LinkItemProps) {
  const item = useRef<HTMLLIElement>(null);
  const codes = useCodeMap();
  const people = usePeople();
  const { view, nearId, verdict, inPlace, made } = row;
  const code = codes.get(view.relation.codeId);
  const nameOf = (id: string) => people.get(id)?.name ?? 'Someone';
  const { end, isTarget } = otherEnd(view, nearId);
  const directed = code?.ends?.directed ?? true;
  const words = endInWords(end, documentId, 90);
  const isCurrent = links.current?.id === row.id;
  const isWritten = made.length === 0;
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const { sign, label } = verdict ? DECISION_WORDS[verdict.decision] : STATE_WORDS.open;
  const said = `${code?.name ?? 'code not there'} ${directed && !isTarget ? 'from' : 'to'} ${words}`;
  return (
    <li ref={item} className={styles.link} aria-current={isCurrent || undefined}>
      <button
        type="button"
        className={styles.what}
        aria-pressed={isCurrent}
        aria-label={`${said}, ${label}`}
        onClick={() => links.choose(isCurrent ? null : row.id)}
      >
        <span className={styles.sign} aria-hidden="true">
          {sign}
        </span>
        <span aria-hidden="true">{directed ? (isTarget ? '→' : '←') : '↔'}</span>
        <CodeChip code={code} />
        <span className={styles.end} dir="auto">
          {words}
        </span>
      </button>
      <span className={styles.who}>
        {row.people.map(nameOf).join(', ')}
        {row.missing.length > 0 && <> · ∅ {row.missing.map(nameOf).join(', ')}</>}
      </span>
      <span className={styles.tools}>
        {!isWritten && (
          <>
            <Button
              look="quiet"
              aria-label={`Accept the link ${said}`}
              onPress={() => links.decide(row, { kind: 'accept', relationId: view.relation.id })}
            >
              Accept {isCurrent && <Keys keys="A" />}
            </Button>
            <Button
              look="quiet"
              aria-label={`Reject the link ${said}`}
              onPress={() => links.decide(row, { kind: 'reject' })}
            >
              Reject {isCurrent && <Keys keys="X" />}
            </Button>
          </>
        )}
        {verdict && (
          <Button
            look="quiet"
            aria-label={`Withdraw the verdict on the link ${said}`}
            onPress={() => links.withdraw(row)}
          >
            Withdraw {isCurrent && <Keys keys="U" />}
          </Button>
        )}
      </span>
      {verdict && (
        <div className={styles.verdict}>
          <VerdictLine verdict={verdict} changed={row.changed} />
          {inPlace && (
            <p>
              In its place stands <CodeChip code={codes.get(inPlace.relation.codeId)} />
              {inPlace.from.id === view.to.id && ' the other way round'}
            </p>
          )}
          {!row.stands && verdict.decision !== 'reject' && (
            <p>It does not stand yet: one of the two passages does not.</p>
          )}
        </div>
      )}
    </li>
  );
}

interface LinkListProps {
  readonly comparison: Comparison;
  readonly links: ReviewedLinkList;
}

/** What people linked from the passage, each to be decided by itself. */
export function LinkList({ comparison, links }: LinkListProps) {
  if (links.rows.length === 0) return null;
  return (
    <section className={styles.links} aria-label="Links">
      <h3>
        <Spline aria-hidden="true" /> Links <Keys keys="L" />
      </h3>
      <ul>
        {links.rows.map((row) => (
          <LinkItem key={row.id} row={row} documentId={comparison.documentId} links={links} />
        ))}
      </ul>
    </section>
  );
}
