import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { InputOf, QueuedPassage, ReviewedPassage, ReviewQueue } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import type { Comparison } from '../../core/review/differences.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { useObservable } from '../session/observable.ts';
import { useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { passageQuery, queueQuery, useReviewedPassage, useReviewQueue } from './review-queries.ts';
import {
  comparedPeople,
  FIRST_CHOICES,
  type ReviewChoices,
  type ReviewScopeInput,
  scopeOf,
} from './review-scope.ts';
import { type ReviewedLinkList, useLinks } from './use-links.ts';

/** What a reviewer is writing: in place of what people said, or besides. */
export interface Draft {
  readonly kind: 'amend' | 'write';
  readonly basisId: Id | null;
  readonly codeId: Id;
  readonly ranges: readonly TextRange[];
}

type Choice = InputOf<'review.decide'>['choice'];

export interface Reviewing {
  readonly choices: ReviewChoices;
  readonly choose: (choices: Partial<ReviewChoices>) => void;
  readonly scope: ReviewScopeInput;
  readonly queue: ReviewQueue | undefined;
  /** the passage that is looked at */
  readonly item: QueuedPassage | undefined;
  readonly passage: ReviewedPassage | undefined;
  readonly comparison: Comparison | undefined;
  readonly show: (item: QueuedPassage) => void;
  readonly step: (by: 1 | -1) => void;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly draft: Draft | null;
  readonly setDraft: (draft: Draft | null) => void;
  readonly decide: (choice: Choice) => void;
  readonly saveDraft: () => void;
  readonly withdraw: (annotationIds: readonly Id[]) => void;
  readonly links: ReviewedLinkList;
}

/** Choices last as long as the window has the project open. */
const lastChoices = new WeakMap<Workspace, ReviewChoices>();

/** Where a review stands and all that can be done in it. */
export function useReviewing(): Reviewing {
  const workspace = useWorkspace();
  const { client, queries, state, attempt, typedAhead } = workspace;
  const documentId = useObservable(state, (value) => value.documentId);
  const project = useProject();
  const people = useMemo(() => (project?.people ?? []).map(({ id }) => id), [project]);
  const [choices, setChoices] = useState(lastChoices.get(workspace) ?? FIRST_CHOICES);
  const scope = useMemo(() => scopeOf(choices, documentId, people), [choices, documentId, people]);
  const queue = useReviewQueue(scope);
  const [itemId, setItemId] = useState<Id | null>(null);
  const [reason, setReason] = useState('');
  const [draft, setDraft] = useState<Draft | null>(null);
  const passages = queue?.passages ?? [];
  const lastAt = useRef(0);
  const foundAt = passages.findIndex(({ id }) => id === itemId);
  // What was decided leaves the list; what comes after it stands in its place.
  const at = foundAt >= 0 ? foundAt : Math.min(lastAt.current, passages.length - 1);
  if (at >= 0) lastAt.current = at;
  const item = passages[at];
  const compared = comparedPeople(choices, people);
  const inputOf = (each: QueuedPassage) => ({
    documentId: each.documentId,
    range: each.range,
    ...(compared ? { personIds: [...compared] } : {}),
  });
  const passage = useReviewedPassage(item ? inputOf(item) : null);
  const comparison = item && passage?.comparisons.find(({ id }) => id === item.id);
  const shownId = item?.id ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another passage or queue is to be shown
  useLayoutEffect(() => {
    // Keys that are pressed before it is there mean it all the same, so they wait. A failure is told of as of every query.
    const shown = async () => {
      await queries.fetchQuery(queueQuery(workspace, scope));
      if (item) await queries.fetchQuery(passageQuery(workspace, inputOf(item)));
    };
    typedAhead.during(shown());
  }, [scope, shownId]);

  const show = useCallback((next: QueuedPassage) => {
    setItemId(next.id);
    setReason('');
    setDraft(null);
  }, []);

  /** Does it, and shows what comes next once that is known: keys pressed meanwhile mean that. */
  function act(work: () => Promise<unknown>, goesOn: boolean): void {
    const next = goesOn ? passages[at + 1] : item;
    const whole = async () => {
      await work();
      flushSync(() => {
        setDraft(null);
        setReason('');
        if (next) setItemId(next.id);
      });
      await queries.invalidateQueries({ queryKey: queueQuery(workspace, scope).queryKey });
      if (next) await queries.fetchQuery(passageQuery(workspace, inputOf(next)));
    };
    void attempt(() => typedAhead.during(whole()));
  }

  const links = useLinks({ client, comparison, passage, reason, act: (work) => act(work, false) });
  const linksOfIt = (): Id[][] =>
    (comparison?.links ?? []).map(({ relations }) => relations.map(({ id }) => id));

  return {
    links,
    choices,
    choose(more) {
      const next = { ...choices, ...more };
      lastChoices.set(workspace, next);
      setChoices(next);
    },
    scope,
    queue,
    item,
    passage,
    comparison,
    show,
    step(by) {
      const next = passages[at + by];
      if (next) show(next);
    },
    reason,
    setReason,
    draft,
    setDraft,
    decide(choice) {
      if (!item) return;
      const annotationIds = [...item.annotationIds];
      const judged = { annotationIds, links: linksOfIt() };
      act(() => client.call('review.decide', { ...judged, choice, reason }), true);
    },
    saveDraft() {
      if (!item || !draft) return;
      const { codeId, basisId, kind } = draft;
      const ranges = draft.ranges.map(({ start, end }) => ({ start, end }));
      if (kind === 'amend' && basisId !== null) {
        const annotationIds = [...item.annotationIds];
        const choice = { kind, basisId, codeId, ranges } as const;
        const judged = { annotationIds, links: linksOfIt() };
        act(() => client.call('review.decide', { ...judged, choice, reason }), true);
      } else {
        const { documentId: inDocument } = item;
        act(() => client.call('review.write', { documentId: inDocument, codeId, ranges, reason }), false);
      }
    },
    withdraw(annotationIds) {
      const judged = { annotationIds: [...annotationIds], links: linksOfIt() };
      act(() => client.call('review.withdraw', judged), false);
    },
  };
}
