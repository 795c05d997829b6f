import { z } from 'zod';
import type { Id } from '../../core/ids.ts';
import { recall, remember } from '../session/remembered.ts';
import type { Workspace } from './workspace.ts';

const KEY = 'lastDocuments';
const MOST_PROJECTS = 50;
const schema = z.array(z.object({ project: z.string(), document: z.string() }));

/** The document that was open when this project was last left on this machine. */
export function lastDocument(projectPath: string): Id | null {
  return recall(KEY, schema, []).find(({ project }) => project === projectPath)?.document ?? null;
}

export function openDocument(workspace: Workspace, documentId: Id): void {
  const { state, projectPath } = workspace;
  state.patch({ page: null });
  if (state.get().documentId === documentId) return;
  state.patch({ documentId, annotationId: null, selection: null });
  const others = recall(KEY, schema, []).filter(({ project }) => project !== projectPath);
  remember(KEY, [{ project: projectPath, document: documentId }, ...others].slice(0, MOST_PROJECTS));
}

export function closeDocument(workspace: Workspace): void {
  workspace.state.patch({ documentId: null, annotationId: null, selection: null });
}
