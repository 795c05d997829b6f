import { CheckCheck } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { QueuedPassage } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { Button } from '../controls/buttons.tsx';
import { VirtualList, type VirtualListHandle } from '../controls/VirtualList.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { useDocuments, usePeople } from '../session/queries.ts';
import { TEXT_FIELDS } from '../typing/press-again.ts';
import { AgreedBar } from './AgreedBar.tsx';
import { EmptyReview } from './EmptyReview.tsx';
import { type LinkRow, standingHere } from './link-rows.ts';
import { PassageView } from './PassageView.tsx';
import { ReviewFilters } from './ReviewFilters.tsx';
import styles from './ReviewPage.module.css';
import type { RailColumn } from './ReviewRail.tsx';
import { differenceInWords, KIND_WORDS, STATE_WORDS } from './review-words.ts';
import { type Draft, type Reviewing, useReviewing } from './use-reviewing.ts';
import { VerdictPanel } from './VerdictPanel.tsx';

function QueueRow({ item, title }: { readonly item: QueuedPassage; readonly title: string }) {
  const state = STATE_WORDS[item.state];
  return (
    <span className={styles.row}>
      <span className={styles.quote} dir="auto">
        {item.quote}
      </span>
      <span className={styles.facts}>
        <span aria-hidden="true">
          {state.sign} {item.kinds.map((kind) => KIND_WORDS[kind].sign).join(' ')}{' '}
        </span>
        {state.label}, {differenceInWords(item.kinds)} · <span dir="auto">{title}</span>
      </span>
    </span>
  );
}

/** A column for each person compared, and one for what stands. */
function useColumns({ passage }: Reviewing): readonly RailColumn[] {
  const people = usePeople();
  return useMemo(() => {
    if (!passage) return [];
    const all = passage.comparisons.flatMap(({ annotations }) => annotations);
    return [
      ...passage.people.map((id) => ({
        id,
        name: people.get(id)?.name ?? 'Someone',
        colour: people.get(id)?.colour ?? 0,
        annotations: all.filter(({ personId }) => personId === id),
      })),
      { id: 'adjudicated', name: 'Adjudicated', colour: null, annotations: passage.standing },
    ];
  }, [passage, people]);
}

function Reviewed({ queue }: Pick<Reviewing, 'queue'>) {
  const { open, changed, decided } = queue?.states ?? { open: 0, changed: 0, decided: 0 };
  const total = open + changed + decided;
  if (total === 0) return null;
  const spoken = `${inDigits(decided)} of ${counted(total, 'passage', 'passages')} decided`;
  return (
    <span className={styles.progress}>
      <progress value={decided} max={total} aria-label="Decided" />
      {spoken}
      {changed > 0 && `, ${inDigits(changed)} changed since`}
    </span>
  );
}

/** Compares what people said, passage by passage, and decides what stands. */
export function ReviewPage() {
  const reviewing = useReviewing();
  const { queue, item, passage, comparison, draft, setDraft, links } = reviewing;
  const columns = useColumns(reviewing);
  const { documents } = useDocuments();
  const titles = useMemo(() => new Map(documents.map(({ id, title }) => [id, title])), [documents]);
  const kindsOf = useMemo(() => {
    const kinds = new Map(
      passage?.comparisons.flatMap((each) => each.annotations.map(({ id }) => [id, each.kinds] as const)),
    );
    return (annotation: Annotation) => kinds.get(annotation.id) ?? [];
  }, [passage]);
  const list = useRef<VirtualListHandle>(null);
  const reasonField = useRef<HTMLInputElement>(null);
  const [accepting, setAccepting] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const toList = () => (list.current ?? root.current)?.focus();
  const itemId = item?.id ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever what is shown changes
  useEffect(() => {
    // What had the focus has gone with the passage before, or with the verdict that was withdrawn; keys go on to mean the review.
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === root.current) toList();
  }, [itemId, passage]);

  const begin = (kind: Draft['kind']) => {
    const [basis] = comparison?.camps ?? [];
    const made = comparison?.annotations.find(({ id }) => id === basis?.[0]);
    if (!made) return;
    const basisId = kind === 'amend' ? made.id : null;
    setDraft({ kind, basisId, codeId: made.codeId, ranges: made.spans });
  };
  const accept = (annotation: Annotation | undefined) => {
    if (annotation) reviewing.decide({ kind: 'accept', annotationId: annotation.id });
  };
  const acceptMost = () => {
    const [most] = comparison?.camps ?? [];
    if (most?.[0] !== undefined) reviewing.decide({ kind: 'accept', annotationId: most[0], most: true });
  };
  const fromId = comparison && passage ? standingHere(comparison, passage) : null;
  const writeLink =
    fromId === null
      ? null
      : () => links.setDraft({ kind: 'write', fromId, toId: '', codeId: '', turned: false });
  /** While a link is chosen, the keys of decisions mean it. */
  const keysOfLink = (link: LinkRow): Readonly<Record<string, () => void>> => ({
    a: () => links.decide(link, { kind: 'accept', relationId: link.view.relation.id }),
    x: () => links.decide(link, { kind: 'reject' }),
    e: () => {
      const { id, codeId } = link.view.relation;
      if (link.made.length > 0) links.setDraft({ kind: 'amend', basisId: id, codeId, turned: false });
    },
    u: () => links.withdraw(link),
  });
  const acceptLink = (link: LinkRow, annotation: Annotation | undefined) => {
    const made = link.made.find(({ from, to }) => from.id === annotation?.id || to.id === annotation?.id);
    if (made) links.decide(link, { kind: 'accept', relationId: made.relation.id });
  };
  const keys: Readonly<Record<string, () => void>> = {
    j: () => reviewing.step(1),
    k: () => reviewing.step(-1),
    a: acceptMost,
    x: () => comparison && reviewing.decide({ kind: 'reject' }),
    e: () => begin('amend'),
    w: () => begin('write'),
    u: () => comparison && reviewing.withdraw(comparison.annotations.map(({ id }) => id)),
    r: () => reasonField.current?.focus(),
    b: () => setAccepting(true),
    l: () => links.next(),
    n: () => writeLink?.(),
    ...(links.current ? keysOfLink(links.current) : {}),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && links.current && !event.defaultPrevented) {
      // Leaves the link, not the review.
      event.preventDefault();
      event.stopPropagation();
      links.choose(null);
      return;
    }
    const isBare = !event.ctrlKey && !event.metaKey && !event.altKey && [...event.key].length === 1;
    const isField = event.target instanceof Element && event.target.matches(TEXT_FIELDS);
    const inMenu = event.target instanceof Element && event.target.closest('[role=option], [role=dialog]');
    if (
      !isBare ||
      isField ||
      event.defaultPrevented ||
      event.key === ' ' ||
      (inMenu && (draft || links.draft))
    )
      return;
    // What a letter means to the text behind the page, it does not mean here.
    if (event.key !== '?') event.preventDefault();
    if (draft || links.draft || event.repeat) return;
    const number = Number(event.key);
    const said = comparison?.annotations[number - 1];
    if (number >= 1 && number <= 9) links.current ? acceptLink(links.current, said) : accept(said);
    else keys[event.key.toLowerCase()]?.();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole page
    <div ref={root} className={styles.page} tabIndex={-1} data-first onKeyDown={onKeyDown}>
      <PageHeader title="Review" facts={<Reviewed queue={queue} />}>
        <Button onPress={() => setAccepting(!accepting)} aria-expanded={accepting}>
          <CheckCheck aria-hidden="true" />
          Accept where people agree …
        </Button>
      </PageHeader>
      {accepting && (
        <AgreedBar
          reviewing={reviewing}
          onLeave={() => {
            setAccepting(false);
            toList();
          }}
        />
      )}
      <ReviewFilters reviewing={reviewing} />
      {queue && queue.passages.length === 0 && <EmptyReview reviewing={reviewing} />}
      {queue && queue.passages.length > 0 && (
        <div className={styles.columns}>
          <div className={styles.queue}>
            <VirtualList
              ref={list}
              label="Passages to review"
              items={queue.passages}
              keyOf={({ id }) => id}
              rowHeight={58}
              renderRow={(each) => <QueueRow item={each} title={titles.get(each.documentId) ?? ''} />}
              selectedKey={item?.id ?? null}
              onChoose={reviewing.show}
              onCursor={reviewing.show}
            />
          </div>
          <div className={styles.work}>
            {passage && (
              <PassageView
                passage={passage}
                current={comparison}
                kindsOf={kindsOf}
                columns={columns}
                draft={draft?.ranges ?? []}
                onChoose={(annotation) => {
                  const found = queue.passages.find(({ annotationIds }) =>
                    annotationIds.includes(annotation.id),
                  );
                  if (found) reviewing.show(found);
                }}
                onSelect={(range) => {
                  if (draft) setDraft({ ...draft, ranges: [range] });
                }}
              />
            )}
            <VerdictPanel
              key={item?.id}
              reviewing={reviewing}
              reasonField={reasonField}
              onReject={() => reviewing.decide({ kind: 'reject' })}
              onAmend={() => begin('amend')}
              onWrite={() => begin('write')}
              onLink={writeLink}
              onLeave={toList}
            />
          </div>
        </div>
      )}
    </div>
  );
}
