import { useEffect, useMemo, useRef, useState } from 'react';
import type { AnchorChange, TextChangeReport } from '../../contract/procedures.ts';
import type { Annotation, Span } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import { CodeChip } from '../controls/CodeMark.tsx';
import { VirtualList, type VirtualListHandle } from '../controls/VirtualList.tsx';
import { counted, inDigits } from '../controls/words.ts';
import { wholeQuote } from '../inspector/quotation.ts';
import { PageHeader } from '../layout/PageHeader.tsx';
import { useAnnotation, useCodeMap } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { useLost } from '../session/text-queries.ts';
import { deleteAnnotations } from '../workspace/tagging.ts';
import { beginPlacing, placeAt } from '../workspace/texts.ts';
import { AnchorDecision, type Decisions } from './AnchorDecision.tsx';
import styles from './AnchorsPage.module.css';

const OUTCOMES: Readonly<Record<AnchorChange['outcome'], string>> = {
  lost: 'lost',
  changed: 'changed',
  found: 'found again',
  moved: 'moved',
};
const ORDER = Object.keys(OUTCOMES) as readonly AnchorChange['outcome'][];

interface Item {
  readonly id: Id;
  readonly codeId: Id;
  readonly spans: readonly Span[];
  readonly outcome: AnchorChange['outcome'];
  readonly change: AnchorChange | null;
}

function Row({ item, looked }: { readonly item: Item; readonly looked: boolean }) {
  const codes = useCodeMap();
  return (
    <span className={styles.row}>
      <span className={styles.rowHead}>
        <CodeChip code={codes.get(item.codeId)} />
        <span className={styles.outcome} data-outcome={item.outcome}>
          {OUTCOMES[item.outcome]}
          {looked && ', looked at'}
        </span>
      </span>
      <span className={styles.quote} dir="auto">
        {wholeQuote(item.spans)}
      </span>
    </span>
  );
}

function itemsOf(report: TextChangeReport): readonly Item[] {
  return report.changes
    .map((change) => ({
      id: change.annotationId,
      codeId: change.codeId,
      spans: change.before,
      outcome: change.outcome,
      change,
    }))
    .sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
}

function factsOf({ counts, title }: TextChangeReport): string {
  const told = ORDER.map((outcome) => [counts[outcome], OUTCOMES[outcome]] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${inDigits(count)} ${words}`);
  return [`‘${title}’`, counted(counts.kept, 'stays with its words', 'stay with their words'), ...told].join(
    ' · ',
  );
}

function Decide({
  item,
  report,
  decisionsFor,
}: {
  readonly item: Item;
  readonly report: TextChangeReport | null;
  readonly decisionsFor: (annotation: Annotation) => Decisions;
}) {
  const annotation = useAnnotation(item.id);
  if (annotation === undefined) return <p className={styles.nothing}>…</p>;
  if (annotation === null)
    return <p className={styles.nothing}>This annotation has been deleted. Undo brings it back.</p>;
  const change = item.change && report ? { ...item.change, oldTextId: report.oldTextId } : null;
  return <AnchorDecision annotation={annotation} change={change} decisions={decisionsFor(annotation)} />;
}

/**
 * Annotations whose place a person has to decide on: all that are lost, or, with a report, what one change of text did. Each is
 * shown beside its old and its new text.
 */
export function AnchorsPage(props: {
  readonly report: TextChangeReport | null;
  readonly changeId: Id | null;
}) {
  const { report, changeId } = props;
  const workspace = useWorkspace();
  const { attempt, client } = workspace;
  const lost = useLost();
  const items = useMemo<readonly Item[]>(
    () =>
      report
        ? itemsOf(report)
        : lost.annotations.map(({ id, codeId, spans }) => ({
            id,
            codeId,
            spans,
            outcome: 'lost' as const,
            change: null,
          })),
    [report, lost.annotations],
  );
  const list = useRef<VirtualListHandle>(null);
  const [chosenId, setChosenId] = useState<Id | null>(null);
  const [looked, setLooked] = useState<ReadonlySet<Id>>(new Set());
  const at = items.findIndex(({ id }) => id === chosenId);
  const lastAt = useRef(0);
  if (at >= 0) lastAt.current = at;
  // What was decided on leaves the list of the lost: the next one moves up into its place.
  const shown = items[at >= 0 ? at : Math.min(lastAt.current, items.length - 1)];
  const shownId = shown?.id ?? null;
  const annotation = useAnnotation(shownId);
  const hasItems = items.length > 0;
  useEffect(() => {
    if (hasItems) list.current?.focus();
  }, [hasItems]);

  const next = (id: Id) => {
    setLooked((before) => new Set(before).add(id));
    const index = items.findIndex((item) => item.id === id);
    const following = items[index + 1] ?? items[index];
    if (following) setChosenId(following.id);
  };
  const decisionsFor = (one: Annotation): Decisions => ({
    accept: () =>
      void attempt(async () => {
        if (one.lost) {
          const { proposed } = await client.call('texts.lostAnchor', { annotationId: one.id });
          if (proposed.length === 0) return;
          await placeAt(workspace, one.id, proposed);
        }
        next(one.id);
      }),
    choose: () => beginPlacing(workspace, one),
    leave: () =>
      void attempt(async () => {
        if (!one.lost && changeId !== null) {
          await client.call('texts.lose', { annotationId: one.id, changeId });
        }
        next(one.id);
      }),
    remove: () =>
      void attempt(async () => {
        await deleteAnnotations(workspace, [one.id]);
        next(one.id);
      }),
  });
  const decisions = annotation ? decisionsFor(annotation) : null;
  const keys: Readonly<Record<string, (() => void) | undefined>> = {
    a: decisions?.accept,
    c: decisions?.choose,
    l: decisions?.leave,
    Delete: decisions?.remove,
    Backspace: decisions?.remove,
  };

  return (
    <>
      <PageHeader
        title={report ? 'What became of the annotations' : 'Lost places'}
        facts={
          report
            ? factsOf(report)
            : `${counted(lost.total, 'annotation', 'annotations')} without a place in the text`
        }
      />
      {hasItems ? (
        <div className={styles.columns}>
          <div className={styles.list}>
            <VirtualList
              ref={list}
              label={report ? 'Annotations to look at' : 'Annotations without a place'}
              items={items}
              keyOf={({ id }) => id}
              rowHeight={54}
              renderRow={(item) => <Row item={item} looked={looked.has(item.id)} />}
              selectedKey={shownId}
              onChoose={({ id }) => setChosenId(id)}
              onCursor={({ id }) => setChosenId(id)}
              onRowKey={(event, item) => {
                const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
                const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[key];
                if (!run || item.id !== shownId) return false;
                run();
                return true;
              }}
              onNearEnd={report ? () => undefined : lost.fetchMore}
            />
          </div>
          {shown && <Decide key={shown.id} item={shown} report={report} decisionsFor={decisionsFor} />}
        </div>
      ) : (
        (report || lost.loaded) && (
          <p className={styles.nothing}>
            {report
              ? 'All annotations stay with their words.'
              : 'Every annotation has its place. Where a text changes and a passage is gone, its annotations wait here for you.'}
          </p>
        )
      )}
    </>
  );
}
