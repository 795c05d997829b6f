import { type Annotation, type AnnotationStatus, hull } from '../../core/annotation/annotation.ts';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { afterPaint } from '../session/after-paint.ts';
import { queryKeys } from '../session/invalidation.ts';
import { nameInVivo } from './name-in-vivo.ts';
import { noteCodeUse, recentCodeIds } from './recent-codes.ts';
import { passageOf, selectedAnnotation, tagWith } from './tagging.ts';
import { undo } from './undoing.ts';
import type { PassageToTag, Workspace } from './workspace.ts';

/** The code that passages were last tagged with; null where that was in another project, or never. */
export function lastCode(workspace: Workspace): CountedCode | null {
  const codes = workspace.queries.getQueryData<readonly CountedCode[]>(queryKeys.codes) ?? [];
  const byId = new Map(codes.map((code) => [code.id, code]));
  for (const id of recentCodeIds()) {
    const code = byId.get(id);
    if (code?.kind === 'span') return code;
  }
  return null;
}

/** Tags what is selected, or the text of the selected annotation, with the code used last; never takes a tag away. */
export function repeatLastCode(workspace: Workspace): Promise<void> {
  const repeat = async () => {
    const code = lastCode(workspace);
    const passage = passageOf(workspace);
    const isTagged =
      !workspace.reading.current?.selection() && selectedAnnotation(workspace)?.codeId === code?.id;
    if (code && passage && !isTagged) await tagWith(workspace, code.id, passage);
  };
  return workspace.typedAhead.during(repeat());
}

/** Selects the next sentence, or the next hit while the find bar is open. */
export function selectNext(workspace: Workspace, after: readonly TextRange[] | null): Promise<void> {
  return workspace.typedAhead.during(selectAfter(workspace, after));
}

async function selectAfter(workspace: Workspace, after: readonly TextRange[] | null): Promise<void> {
  const { reading, state, notices } = workspace;
  const found = await reading.current?.selectNext(after ? hull(after).end : null);
  if (found) state.patch({ annotationId: null });
  else notices.info('There is nothing more to select.');
}

/** Tags what is selected, and selects what comes next: a text is gone through with one key a passage. */
export function tagAndGoOn(workspace: Workspace, codeId: Id): Promise<void> {
  const goThrough = async () => {
    const passage = passageOf(workspace);
    if (!passage) return;
    await tagWith(workspace, codeId, passage);
    await selectNext(workspace, passage.ranges);
  };
  return workspace.typedAhead.during(goThrough());
}

/** The passage names its code: a new one, or one that is called so. */
export function tagInVivo(workspace: Workspace, passage: PassageToTag): Promise<void> {
  return workspace.typedAhead.during(tagByItsWords(workspace, passage));
}

async function tagByItsWords(workspace: Workspace, passage: PassageToTag): Promise<void> {
  const { client, reading, queries, state, notices } = workspace;
  const { documentId, ranges } = passage;
  const words = await Promise.all(ranges.map((range) => reading.current?.textOf(range) ?? ''));
  const name = nameInVivo(words);
  if (name === null) {
    notices.info('The passage has no words to name a code by.', 'Select a word or more.');
    return;
  }
  const { annotation } = await client.call('annotations.tagInVivo', {
    documentId,
    ranges: ranges.map(({ start, end }) => ({ start, end })),
    name,
    parentId: null,
  });
  await workspace.shown.current.then(afterPaint);
  if (!annotation) return;
  noteCodeUse(annotation.codeId);
  queries.setQueryData(queryKeys.annotation(annotation.id), annotation);
  reading.current?.clearSelection();
  state.patch({ annotationId: annotation.id, selection: null });
  notices.done(`Tagged with ‘${name}’.`, { label: 'Undo', run: () => void undo(workspace) });
}

export async function setStatus(
  workspace: Workspace,
  annotations: readonly Pick<Annotation, 'id'>[],
  status: AnnotationStatus,
): Promise<void> {
  const annotationIds = annotations.map(({ id }) => id);
  const { client, typedAhead } = workspace;
  await typedAhead.during(client.call('annotations.setStatus', { annotationIds, status }));
}
