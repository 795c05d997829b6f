import { Check, MapPin, Trash2, Unplug } from 'lucide-react';
import type { AnchorChange } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import { Button } from '../controls/buttons.tsx';
import { CodeChip } from '../controls/CodeMark.tsx';
import { Keys } from '../controls/Keys.tsx';
import { wholeQuote } from '../inspector/quotation.ts';
import { useCodeMap, useOpened, usePeople } from '../session/queries.ts';
import { useLostAnchor } from '../session/text-queries.ts';
import styles from './AnchorsPage.module.css';
import { Excerpt } from './Excerpt.tsx';

export interface Decisions {
  /** it belongs where it is, or where it is proposed */
  readonly accept: () => void;
  /** another place is chosen in the text itself */
  readonly choose: () => void;
  /** it is lost, or stays so */
  readonly leave: () => void;
  readonly remove: () => void;
}

interface AnchorDecisionProps {
  readonly annotation: Annotation;
  /** what a change of text made of it; null in the list of all that are lost */
  readonly change: (AnchorChange & { readonly oldTextId: Id }) | null;
  readonly decisions: Decisions;
}

/** Where an annotation stood and where it stands or may belong now, side by side, and what can be decided. */
export function AnchorDecision({ annotation, change, decisions }: AnchorDecisionProps) {
  const codes = useCodeMap();
  const people = usePeople();
  const { opened } = useOpened(annotation.documentId);
  const lost = useLostAnchor(annotation.id, annotation.lost);
  const oldTextId = change?.oldTextId ?? lost?.oldTextId ?? null;
  const before = change?.before ?? annotation.spans;
  const now = annotation.lost ? (lost?.proposed ?? []) : annotation.spans;
  const canAccept = now.length > 0;
  return (
    <div className={styles.decision}>
      <div className={styles.head}>
        <CodeChip code={codes.get(annotation.codeId)} />
        <span className={styles.facts}>
          {people.get(annotation.personId)?.name ?? 'Someone'} · {opened?.document.title}
          {annotation.note !== '' && ` · note: ${annotation.note}`}
        </span>
      </div>
      {/* Above the texts, where no notice lies over them. */}
      <div className={styles.actions}>
        <Button look="primary" isDisabled={!canAccept} onPress={decisions.accept}>
          <Check aria-hidden="true" />
          {annotation.lost ? 'Place it here' : 'It is right'} <Keys keys="A" />
        </Button>
        <Button onPress={decisions.choose}>
          <MapPin aria-hidden="true" />
          Choose a place … <Keys keys="C" />
        </Button>
        <Button onPress={decisions.leave}>
          <Unplug aria-hidden="true" />
          {annotation.lost ? 'Leave it lost' : 'Mark as lost'} <Keys keys="L" />
        </Button>
        <Button onPress={decisions.remove}>
          <Trash2 aria-hidden="true" />
          Delete <Keys keys="Delete" />
        </Button>
      </div>
      <div className={styles.sides}>
        <section className={styles.side} aria-label="Before">
          <h2>Before</h2>
          {oldTextId ? (
            <Excerpt textId={oldTextId} ranges={before} />
          ) : (
            before.map(({ start, prefix, quote, suffix }) => (
              <p key={start} className={styles.passage} dir="auto">
                {prefix}
                <mark className={styles.marked}>{quote}</mark>
                {suffix}
              </p>
            ))
          )}
        </section>
        <section className={styles.side} aria-label={annotation.lost ? 'Proposed' : 'Now'}>
          <h2>{annotation.lost ? 'Proposed' : 'Now'}</h2>
          {canAccept && opened ? (
            <Excerpt textId={opened.text.id} ranges={now} />
          ) : (
            <p className={styles.waiting}>
              {annotation.lost && lost === undefined
                ? 'Looking for a place …'
                : `Nothing like “${wholeQuote(annotation.spans)}” was found in the text.`}
            </p>
          )}
        </section>
      </div>
    </div>
  );
}
