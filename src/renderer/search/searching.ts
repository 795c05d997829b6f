import { flushSync } from 'react-dom';
import { hull } from '../../core/annotation/annotation.ts';
import type { FoundPassage } from '../../core/query/text-query.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { queryKeys } from '../session/invalidation.ts';
import { recall, remember } from '../session/remembered.ts';
import { openWhenAtHand } from '../workspace/documents.ts';
import { leavePlace } from '../workspace/travelling.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { countsIn, isSearchHabits, USUAL_HABITS } from './question.ts';
import { SearchSession, type SearchState } from './search-session.ts';

const KEY = 'search';
const SESSIONS = new WeakMap<Workspace, SearchSession>();

/** The search of an open project: one, whether its page is shown or not. */
export function searchOf(workspace: Workspace): SearchSession {
  const there = SESSIONS.get(workspace);
  if (there) return there;
  const { client, notices } = workspace;
  const session = new SearchSession({
    client,
    habits: recall(KEY, isSearchHabits, USUAL_HABITS),
    keep: (habits) => remember(KEY, habits),
    onError: notices.error,
  });
  client.onEvent((event) => {
    if (event.type === 'changed' && event.touched.some(({ kind }) => kind === 'document'))
      session.documentsChanged();
  });
  SESSIONS.set(workspace, session);
  return session;
}

/** What is selected in a passage that is gone to: the first of what was found in it. */
export function firstHit({ start, end, ranges: [from = start, to = end] }: FoundPassage): TextRange {
  return { start: from, end: to };
}

/** Text that the user selected; null where there is none, or where it is the hit that was gone to. */
function selectedText(workspace: Workspace, session: SearchSession): string | null {
  const { page, documentId } = workspace.state.get();
  const selection = page === null ? workspace.reading.current?.selection() : null;
  if (!selection || selection.ranges.length === 0) return null;
  const { passages, current } = session.state.get();
  const at = passages[current];
  const { start, end } = hull(selection.ranges);
  const hit = at?.documentId === documentId ? firstHit(at) : null;
  return hit?.start === start && hit.end === end ? null : selection.quote;
}

/** Shows the page, as it was left or for the text that is selected; where it is shown, goes to its field. */
export function openSearch(workspace: Workspace): void {
  const { state } = workspace;
  const session = searchOf(workspace);
  const selected = selectedText(workspace, session);
  if (selected !== null) session.askFor(selected);
  if (state.get().page?.kind === 'search') flushSync(() => session.toField());
  else state.patch({ page: { kind: 'search' } });
}

/** Opens the text at a passage of the list, with what was found in it selected, so that a code's key tags it. */
export function openFound(workspace: Workspace, index: number): Promise<void> {
  return workspace.typedAhead.during(goToFound(workspace, index));
}

async function goToFound(workspace: Workspace, index: number): Promise<void> {
  const { state, reading, arrival, focusPane } = workspace;
  const session = searchOf(workspace);
  const passage = session.state.get().passages[index];
  if (!passage) return;
  const { documentId } = passage;
  session.goTo(index);
  leavePlace(workspace);
  const { total, isTotalKnown } = extentOf(session.state.get());
  const found = { documentId, at: index + 1, total, isTotalKnown };
  const range = firstHit(passage);
  if (state.get().documentId !== documentId || !reading.current) {
    arrival.current = { documentId, range, select: true };
    await openWhenAtHand(workspace, documentId);
    state.patch({ found });
    return;
  }
  // What is behind a page takes no focus.
  flushSync(() => state.patch({ page: null, annotationId: null, found }));
  await reading.current.goTo(range, { select: true });
  focusPane.get('text')?.();
}

/** Opens the passage after the one that was opened last, or the one before it; after the last comes the first. */
export function walkFound(workspace: Workspace, step: 1 | -1): Promise<void> {
  return workspace.typedAhead.during(walk(workspace, step));
}

async function walk(workspace: Workspace, step: 1 | -1): Promise<void> {
  const { notices } = workspace;
  const session = searchOf(workspace);
  await session.settled();
  const { passages, current, hasMore, phase } = session.state.get();
  if (phase !== 'found') {
    notices.info('Search the texts first.');
    return;
  }
  if (passages.length === 0) {
    notices.info('The search found nothing.');
    return;
  }
  const next = current < 0 && step < 0 ? 0 : current + step;
  if (next < 0 && hasMore) {
    notices.info('This is the first of the passages found.');
    return;
  }
  if (next >= 0 && (await session.passageAt(next))) {
    await goToFound(workspace, next);
    return;
  }
  notices.done(step > 0 ? 'From the beginning again.' : 'From the end again.');
  await goToFound(workspace, step > 0 ? 0 : session.state.get().passages.length - 1);
}

/** Makes the index of words anew, in the background. */
export async function rebuildIndex({ client, queries, notices }: Workspace): Promise<void> {
  const search = await client.call('search.rebuild', {});
  queries.setQueryData(queryKeys.search, search);
  notices.info('The index of words is being made anew. One can search meanwhile.');
}

export interface Extent {
  readonly total: number;
  readonly isTotalKnown: boolean;
}

/** How many passages there are where the search looks, as far as that is known. */
export function extentOf({ counts, documentIds, passages, hasMore }: SearchState): Extent {
  if (!hasMore) return { total: passages.length, isTotalKnown: true };
  return counts
    ? { total: countsIn(counts, documentIds).passages, isTotalKnown: true }
    : { total: passages.length, isTotalKnown: false };
}
