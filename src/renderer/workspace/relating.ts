import type { RelatedAnnotation, RelationView } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import { type Id, newId } from '../../core/ids.ts';
import { queryKeys } from '../session/invalidation.ts';
import { noteCodeUse } from './recent-codes.ts';
import { selectedAnnotation } from './tagging.ts';
import { leavePlace } from './travelling.ts';
import { undo } from './undoing.ts';
import { goToAnnotation } from './walking.ts';
import type { Workspace } from './workspace.ts';

function startRelation(workspace: Workspace, annotation: Annotation): void {
  const { id: annotationId, documentId, codeId, spans } = annotation;
  const quotes = spans.map(({ quote }) => quote);
  workspace.state.patch({ relationStart: { annotationId, documentId, codeId, quotes } });
}

/** Asks which relation leads from the one annotation to the other. */
export function askRelation(workspace: Workspace, fromId: Id, toId: Id): void {
  workspace.state.patch({ dialog: { kind: 'relate', fromId, toId } });
}

/**
 * Begins a relation at the selected annotation; where one was begun at another, asks how they are related. Where it was
 * begun at this very one, it is begun no more.
 */
export function relateSelected(workspace: Workspace): void {
  const { relationStart } = workspace.state.get();
  const annotation = selectedAnnotation(workspace);
  if (!annotation) return;
  if (!relationStart) startRelation(workspace, annotation);
  else if (relationStart.annotationId === annotation.id) workspace.state.patch({ relationStart: null });
  else askRelation(workspace, relationStart.annotationId, annotation.id);
}

/** `step`: the step of undo that it belongs to */
export async function relate(
  workspace: Workspace,
  codeId: Id,
  fromId: Id,
  toId: Id,
  step?: Id,
): Promise<void> {
  const { client, state, notices, typedAhead } = workspace;
  await typedAhead.during(client.call('relations.create', { codeId, fromId, toId, groupId: step }));
  noteCodeUse(codeId);
  state.patch({ relationStart: null });
  notices.done('Related.', { label: 'Undo', run: () => void undo(workspace) });
}

/** Makes a relation code of this name, for any ends, and relates with it: one step of undo. */
export function relateByNewCode(
  workspace: Workspace,
  name: string,
  colour: number,
  fromId: Id,
  toId: Id,
): Promise<void> {
  const groupId = newId();
  const make = async () => {
    const { codeId } = await workspace.client.call('codes.create', {
      groupId,
      name,
      parentId: null,
      colour,
      kind: 'relation',
      ends: { from: [], to: [], directed: true },
    });
    await relate(workspace, codeId, fromId, toId, groupId);
  };
  return workspace.typedAhead.during(make());
}

/** Shows an end of a relation, in its own document; the way back is kept. */
export async function followTo(workspace: Workspace, end: Pick<RelatedAnnotation, 'id'>): Promise<void> {
  leavePlace(workspace);
  await goToAnnotation(workspace, end.id);
}

/** Follows the relation of the selected annotation; where there are several, asks which. */
export function followFromSelected(workspace: Workspace): Promise<void> {
  return workspace.typedAhead.during(followOrAsk(workspace));
}

async function followOrAsk(workspace: Workspace): Promise<void> {
  const { client, queries, state, notices } = workspace;
  const annotation = selectedAnnotation(workspace);
  if (!annotation) return;
  const annotationId = annotation.id;
  const relations = await queries.fetchQuery({
    queryKey: queryKeys.relationsOf(annotationId),
    queryFn: () => client.call('relations.ofAnnotation', { annotationId }),
  });
  const only = relations[0];
  if (!only)
    notices.info(
      'This annotation has no relation.',
      'L begins one; then select the other annotation and press L again.',
    );
  else if (relations.length === 1)
    await followTo(workspace, only.from.id === annotationId ? only.to : only.from);
  else state.patch({ dialog: { kind: 'follow', annotationId, relations } });
}

export async function deleteRelation(workspace: Workspace, { relation }: RelationView): Promise<void> {
  const { client, notices } = workspace;
  await client.call('relations.delete', { relationIds: [relation.id] });
  notices.done('Relation deleted.', { label: 'Undo', run: () => void undo(workspace) });
}

/** Turns a relation round: what it led to is where it begins. */
export async function reverseRelation(workspace: Workspace, { relation }: RelationView): Promise<void> {
  const { id: relationId, fromId, toId } = relation;
  await workspace.client.call('relations.edit', { relationId, fields: { fromId: toId, toId: fromId } });
}
