import { type RefObject, useId } from 'react';
import type { Verdict } from '../../core/review/verdict.ts';
import { Button } from '../controls/buttons.tsx';
import { Swatch } from '../controls/CodeMark.tsx';
import { Keys } from '../controls/Keys.tsx';
import { usePeople } from '../session/queries.ts';
import { DraftEditor } from './DraftEditor.tsx';
import { LinkEditor } from './LinkEditor.tsx';
import { LinkList } from './LinkList.tsx';
import { differenceInWords, KIND_WORDS } from './review-words.ts';
import { SaidCard } from './SaidCard.tsx';
import type { Reviewing } from './use-reviewing.ts';
import styles from './VerdictPanel.module.css';

interface VerdictPanelProps {
  readonly reviewing: Reviewing;
  readonly reasonField: RefObject<HTMLInputElement | null>;
  readonly onReject: () => void;
  readonly onAmend: () => void;
  readonly onWrite: () => void;
  /** null: nothing stands here that a link could lead from */
  readonly onLink: (() => void) | null;
  readonly onLeave: () => void;
}

/** What people said of the passage, side by side, and the decision on it. */
export function VerdictPanel(props: VerdictPanelProps) {
  const { reviewing, reasonField, onReject, onAmend, onWrite, onLink, onLeave } = props;
  const { comparison, passage, reason, setReason, draft, links } = reviewing;
  const people = usePeople();
  const reasonId = useId();
  if (!comparison) return null;
  const verdicts = new Map<string, Verdict>(
    passage?.verdicts.map((verdict) => [verdict.annotationId, verdict]),
  );
  const isDecided = comparison.annotations.some(({ id }) => verdicts.has(id));
  return (
    <section className={styles.panel} aria-label="Decision">
      <p className={styles.difference} aria-live="polite">
        {comparison.kinds.map((kind) => (
          <span key={kind} className={styles.kind}>
            <span aria-hidden="true">{KIND_WORDS[kind].sign}</span> {KIND_WORDS[kind].label}
          </span>
        ))}
        {comparison.kinds.length === 0 && differenceInWords([])}
      </p>
      <ul className={styles.cards}>
        {comparison.annotations.map((annotation, at) => (
          <SaidCard
            key={annotation.id}
            annotation={annotation}
            accelerator={at < 9 ? String(at + 1) : null}
            verdict={verdicts.get(annotation.id)}
            relations={(passage?.relations ?? []).filter(
              ({ from, to }) => from.id === annotation.id || to.id === annotation.id,
            )}
            agreeing={comparison.camps.find((camp) => camp.includes(annotation.id))?.length ?? 1}
            onAccept={() => reviewing.decide({ kind: 'accept', annotationId: annotation.id })}
          />
        ))}
        {comparison.missing.map((id) => (
          <li key={id} className={styles.missing}>
            <Swatch colour={people.get(id)?.colour ?? 0} />
            <strong dir="auto" title={people.get(id)?.name}>
              {people.get(id)?.name ?? 'Someone'}
            </strong>
            <span>∅ nothing here</span>
          </li>
        ))}
      </ul>
      <LinkList comparison={comparison} links={links} />
      {links.draft && (
        <LinkEditor reviewing={reviewing} comparison={comparison} draft={links.draft} onLeave={onLeave} />
      )}
      {draft && <DraftEditor reviewing={reviewing} draft={draft} onLeave={onLeave} />}
      {!draft && !links.draft && (
        <div className={styles.decisions}>
          <label className={styles.reason} htmlFor={reasonId}>
            <span>
              Reason <Keys keys="R" />
            </span>
            <input
              ref={reasonField}
              id={reasonId}
              value={reason}
              maxLength={20_000}
              dir="auto"
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing || (event.key !== 'Escape' && event.key !== 'Enter'))
                  return;
                event.preventDefault();
                event.stopPropagation();
                onLeave();
              }}
            />
          </label>
          <Button onPress={onAmend}>
            Amend <Keys keys="E" />
          </Button>
          <Button look="danger" onPress={onReject}>
            Reject all <Keys keys="X" />
          </Button>
          <Button onPress={onWrite}>
            Write a new one <Keys keys="W" />
          </Button>
          <Button isDisabled={onLink === null} onPress={() => onLink?.()}>
            Write a link <Keys keys="N" />
          </Button>
          <Button
            look="quiet"
            isDisabled={!isDecided}
            onPress={() => reviewing.withdraw(comparison.annotations.map(({ id }) => id))}
          >
            Withdraw verdict <Keys keys="U" />
          </Button>
        </div>
      )}
    </section>
  );
}
