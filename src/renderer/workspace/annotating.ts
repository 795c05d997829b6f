import type { Annotation, AnnotationStatus } from '../../core/annotation/annotation.ts';
import type { AttributeValue } from '../../core/attribute/attribute.ts';
import { applyPatch } from '../../core/attribute/values.ts';
import type { Id } from '../../core/ids.ts';
import { queryKeys } from '../session/invalidation.ts';
import type { Workspace } from './workspace.ts';

/**
 * Shows what the store is about to say, then asks it; where it refuses, what it has is shown again. So a control that is used
 * twice in a row begins from what the first use made.
 */
async function atOnce(
  { queries }: Workspace,
  annotation: Annotation,
  change: Partial<Annotation>,
  ask: () => Promise<unknown>,
): Promise<void> {
  const queryKey = queryKeys.annotation(annotation.id);
  queries.setQueryData<Annotation | null>(queryKey, (known) => known && { ...known, ...change });
  try {
    await ask();
  } catch (thrown) {
    void queries.invalidateQueries({ queryKey });
    throw thrown;
  }
}

/** A value of one attribute; null takes it away. */
export function setAttribute(
  workspace: Workspace,
  annotation: Annotation,
  definitionId: Id,
  value: AttributeValue | null,
): Promise<void> {
  const known =
    workspace.queries.getQueryData<Annotation | null>(queryKeys.annotation(annotation.id)) ?? annotation;
  const attributes = applyPatch(known.attributes, { [definitionId]: value });
  return atOnce(workspace, annotation, { attributes }, () =>
    workspace.client.call('annotations.setAttributes', {
      annotationIds: [annotation.id],
      values: { [definitionId]: typeof value === 'object' && value !== null ? [...value] : value },
    }),
  );
}

export function setAnnotationStatus(
  workspace: Workspace,
  annotation: Annotation,
  status: AnnotationStatus,
): Promise<void> {
  return atOnce(workspace, annotation, { status }, () =>
    workspace.client.call('annotations.setStatus', { annotationIds: [annotation.id], status }),
  );
}

/** Looked at again: it holds under the present definition of its code. */
export async function confirmDefinition(workspace: Workspace, annotation: Annotation): Promise<void> {
  await workspace.client.call('annotations.confirmVersion', { annotationIds: [annotation.id] });
}
