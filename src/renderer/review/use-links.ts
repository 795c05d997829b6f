import { useState } from 'react';
import type { InputOf, ReviewedPassage } from '../../contract/procedures.ts';
import type { Id } from '../../core/ids.ts';
import type { Comparison } from '../../core/review/differences.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type LinkRow, linkRows } from './link-rows.ts';

/** What a reviewer is linking: in place of what people made, or anew from what stands for the passage. */
export type LinkDraft =
  | { readonly kind: 'amend'; readonly basisId: Id; readonly codeId: Id; readonly turned: boolean }
  | {
      readonly kind: 'write';
      readonly fromId: Id;
      readonly toId: Id;
      readonly codeId: Id;
      readonly turned: boolean;
    };

type Choice = InputOf<'review.decideLink'>['choice'];

/** The links of the passage that is looked at, and what can be done with each by itself. */
export interface ReviewedLinkList {
  readonly rows: readonly LinkRow[];
  /** the link that keys mean; null: they mean the passage */
  readonly current: LinkRow | null;
  readonly choose: (id: Id | null) => void;
  /** The next link, and after the last the passage again. */
  readonly next: () => void;
  readonly decide: (row: LinkRow, choice: Choice) => void;
  readonly withdraw: (row: LinkRow) => void;
  readonly draft: LinkDraft | null;
  readonly setDraft: (draft: LinkDraft | null) => void;
  readonly saveDraft: () => void;
}

interface Of {
  readonly client: Workspace['client'];
  readonly comparison: Comparison | undefined;
  readonly passage: ReviewedPassage | undefined;
  readonly reason: string;
  /** Does it, and then goes on with the same passage. */
  readonly act: (work: () => Promise<unknown>) => void;
}

export function useLinks({ client, comparison, passage, reason, act }: Of): ReviewedLinkList {
  const [state, setState] = useState<{
    readonly of: Id;
    readonly currentId: Id | null;
    readonly draft: LinkDraft | null;
  } | null>(null);
  const of = comparison?.id ?? '';
  // What was chosen at another passage says nothing of this one.
  const { currentId, draft } = state?.of === of ? state : { currentId: null, draft: null };
  const choose = (id: Id | null) => setState({ of, currentId: id, draft: null });
  const setDraft = (next: LinkDraft | null) => setState({ of, currentId, draft: next });
  const rows = comparison && passage ? linkRows(comparison, passage) : [];
  const at = rows.findIndex(({ id }) => id === currentId);
  const current = rows[at] ?? null;
  const relationIds = ({ made, view }: LinkRow): Id[] =>
    made.length > 0 ? made.map(({ relation }) => relation.id) : [view.relation.id];

  /** What is decided next, where it is done with this one: the next that nobody decided on, or the passage. */
  const goOn = (done: LinkRow) => {
    const from = rows.indexOf(done);
    const others = [...rows.slice(from + 1), ...rows.slice(0, Math.max(0, from))];
    choose(others.find(({ verdict }) => verdict === null)?.id ?? null);
  };
  const decide = (row: LinkRow, choice: Choice) => {
    if (row.made.length === 0) return;
    goOn(row);
    act(() => client.call('review.decideLink', { relationIds: relationIds(row), choice, reason }));
  };
  return {
    rows,
    current,
    choose,
    next: () => choose(rows[at + 1]?.id ?? null),
    decide,
    withdraw(row) {
      act(() => client.call('review.withdrawLink', { relationIds: relationIds(row) }));
    },
    draft,
    setDraft,
    saveDraft() {
      if (!draft) return;
      const { codeId, turned } = draft;
      setDraft(null);
      if (draft.kind === 'write') {
        const [fromId, toId] = turned ? [draft.toId, draft.fromId] : [draft.fromId, draft.toId];
        act(() => client.call('review.writeLink', { codeId, fromId, toId, reason }));
      } else if (current) decide(current, { kind: 'amend', basisId: draft.basisId, codeId, turned });
    },
  };
}
