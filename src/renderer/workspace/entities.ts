import type { Id } from '../../core/ids.ts';
import type { Commit } from '../../core/journal/action.ts';
import { undo } from './undoing.ts';
import type { Workspace } from './workspace.ts';

export function showEntity({ state }: Workspace, entityId: Id): void {
  state.patch({ page: { kind: 'entity', entityId } });
}

function say(workspace: Workspace, message: string): void {
  workspace.notices.done(message, { label: 'Undo', run: () => void undo(workspace) });
}

function spellings(quotations: readonly string[]): string {
  return quotations.length === 1
    ? `‘${quotations[0]}’ is now one of its spellings.`
    : 'Their words are now among its spellings.';
}

function touchesEntities(commit: Commit | null): boolean {
  return commit?.touched.some(({ kind }) => kind === 'entity') ?? false;
}

/** Links the annotations, whose quotations become spellings of the entity where they are not yet: this is said. */
export async function linkEntity(
  workspace: Workspace,
  annotationIds: readonly Id[],
  entity: { readonly id: Id; readonly name: string },
  quotations: readonly string[],
): Promise<void> {
  const { commit } = await workspace.client.call('annotations.linkEntity', {
    annotationIds: [...annotationIds],
    entityId: entity.id,
    learn: true,
  });
  const learned = touchesEntities(commit) ? ` ${spellings(quotations)}` : '';
  say(workspace, `Linked to ‘${entity.name}’.${learned}`);
}

export async function linkNewEntity(
  workspace: Workspace,
  annotationIds: readonly Id[],
  name: string,
  kind: string,
): Promise<void> {
  await workspace.client.call('annotations.linkNewEntity', { annotationIds: [...annotationIds], name, kind });
  say(workspace, `Made the entity ‘${name}’ and linked to it.`);
}

export async function unlinkEntity(workspace: Workspace, annotationId: Id, name: string): Promise<void> {
  await workspace.client.call('annotations.linkEntity', {
    annotationIds: [annotationId],
    entityId: null,
    learn: false,
  });
  say(workspace, `Unlinked from ‘${name}’.`);
}

export async function mergeEntities(
  workspace: Workspace,
  into: { readonly id: Id; readonly name: string },
  entityIds: readonly Id[],
): Promise<void> {
  await workspace.client.call('entities.merge', { intoId: into.id, entityIds: [...entityIds] });
  const { page } = workspace.state.get();
  if (page?.kind === 'entity' && entityIds.includes(page.entityId)) showEntity(workspace, into.id);
  say(workspace, `Merged into ‘${into.name}’.`);
}

export async function splitEntity(
  workspace: Workspace,
  entityId: Id,
  part: { readonly aliases: readonly string[]; readonly name: string; readonly kind: string },
): Promise<void> {
  const { name, kind } = part;
  const made = await workspace.client.call('entities.split', {
    entityId,
    aliases: [...part.aliases],
    name,
    kind,
  });
  showEntity(workspace, made.entityId);
  say(workspace, `‘${name}’ is an entity of its own now.`);
}

export async function deleteEntity(
  workspace: Workspace,
  entity: { readonly id: Id; readonly name: string },
): Promise<void> {
  await workspace.client.call('entities.delete', { entityIds: [entity.id] });
  const { page } = workspace.state.get();
  if (page?.kind === 'entity' && page.entityId === entity.id) workspace.state.patch({ page: null });
  say(workspace, `Entity ‘${entity.name}’ deleted.`);
}
