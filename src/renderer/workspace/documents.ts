import { isText, listOf, objectOf } from '../../contract/shape.ts';
import type { Id } from '../../core/ids.ts';
import { openedQuery } from '../session/opened-query.ts';
import { recall, remember } from '../session/remembered.ts';
import { lastPlace } from './places.ts';
import type { Workspace } from './workspace.ts';

const KEY = 'lastDocuments';
const MOST_PROJECTS = 50;
const areLast = listOf(
  objectOf<{ readonly project: string; readonly document: string }>({ project: isText, document: isText }),
);

/** The document that was open when this project was last left on this machine. */
export function lastDocument(projectPath: string): Id | null {
  return recall(KEY, areLast, []).find(({ project }) => project === projectPath)?.document ?? null;
}

/** Asks for what is seen first of a document that will probably be opened. */
export function bringDocument(workspace: Workspace, documentId: Id): Promise<unknown> {
  const { arrival, brought, client, projectPath, queries, state } = workspace;
  if (state.get().documentId === documentId) return Promise.resolve();
  const awaited = arrival.current?.documentId === documentId ? arrival.current.range.start : null;
  const offset = awaited ?? lastPlace(projectPath, documentId);
  return Promise.all([
    queries.prefetchQuery(openedQuery(client, documentId)),
    brought.begin(documentId, offset),
  ]);
}

/** Milliseconds for which the document of before stays until the next one is at hand. */
const LONGEST_WAIT = 100;
/** The document that was asked for last, where it is not at hand yet. */
let awaitedId: Id | null = null;

/**
 * Opens a document when what is seen first of it is at hand, so that nothing empty is drawn between the two; but does not keep
 * the user waiting for it.
 */
export async function openWhenAtHand(workspace: Workspace, documentId: Id): Promise<void> {
  awaitedId = documentId;
  const late = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT));
  await workspace.typedAhead.during(Promise.race([bringDocument(workspace, documentId), late]));
  if (awaitedId === documentId) openDocument(workspace, documentId);
}

export function openDocument(workspace: Workspace, documentId: Id): void {
  const { state, projectPath } = workspace;
  awaitedId = null;
  state.patch({ page: null });
  if (state.get().documentId === documentId) return;
  void bringDocument(workspace, documentId);
  state.patch({ documentId, annotationId: null, selection: null });
  const others = recall(KEY, areLast, []).filter(({ project }) => project !== projectPath);
  remember(KEY, [{ project: projectPath, document: documentId }, ...others].slice(0, MOST_PROJECTS));
}

export function closeDocument(workspace: Workspace): void {
  workspace.state.patch({ documentId: null, annotationId: null, selection: null });
}
