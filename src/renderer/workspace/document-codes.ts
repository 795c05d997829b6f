import type { ProjectState } from '../../contract/procedures.ts';
import type { AttributeValue } from '../../core/attribute/attribute.ts';
import { applyPatch } from '../../core/attribute/values.ts';
import type { Id } from '../../core/ids.ts';
import type { DocumentStatus, ListedDocument } from '../../core/project/records.ts';
import { counted } from '../controls/words.ts';
import { nextStatus, STATUS_WORDS, statusOf } from '../documents/status-words.ts';
import { queryKeys } from '../session/invalidation.ts';
import { undo } from './undoing.ts';
import type { Workspace } from './workspace.ts';

function say(workspace: Workspace, message: string): void {
  workspace.notices.done(message, { label: 'Undo', run: () => void undo(workspace) });
}

function these(documentIds: readonly Id[]): string {
  return documentIds.length === 1 ? 'The document' : counted(documentIds.length, 'document', 'documents');
}

/** Gives the documents the code as mine. `step`: the step of undo that it belongs to */
export async function codeDocuments(
  workspace: Workspace,
  documentIds: readonly Id[],
  code: { readonly id: Id; readonly name: string },
  step?: Id,
): Promise<void> {
  const wanted = { documentIds: [...documentIds], codeId: code.id, groupId: step };
  await workspace.client.call('documentCodes.add', wanted);
  say(workspace, `${these(documentIds)} coded as ‘${code.name}’.`);
}

export async function removeDocumentCode(
  workspace: Workspace,
  documentCodeId: Id,
  name: string,
): Promise<void> {
  await workspace.client.call('documentCodes.remove', { documentCodeIds: [documentCodeId] });
  say(workspace, `The document is not coded as ‘${name}’ any more.`);
}

/** Shows in the list what the store is about to say: a key pressed twice begins from what the first press made. */
function showAtOnce(
  { queries }: Workspace,
  documentIds: readonly Id[],
  change: (document: ListedDocument) => ListedDocument,
): void {
  queries.setQueryData<readonly ListedDocument[]>(queryKeys.documents, (documents) =>
    documents?.map((document) => (documentIds.includes(document.id) ? change(document) : document)),
  );
}

/** What becomes of the work of colleagues in a blind project. */
function sightWords(isDone: boolean, reopened: boolean): string {
  if (isDone) return ' What colleagues did there is shown now.';
  return reopened ? ' What colleagues did there is hidden again.' : '';
}

/** How far I am with these documents. */
export async function setStatus(
  workspace: Workspace,
  documentIds: readonly Id[],
  status: DocumentStatus,
  me: Id,
): Promise<void> {
  const { client, queries } = workspace;
  const known = queries.getQueryData<readonly ListedDocument[]>(queryKeys.documents) ?? [];
  const reopened = known.some(
    (document) => documentIds.includes(document.id) && statusOf(document, me) === 'done',
  );
  showAtOnce(workspace, documentIds, (document) => ({
    ...document,
    progress: [
      ...document.progress.filter(({ personId }) => personId !== me),
      ...(status === 'not-started' ? [] : [{ personId: me, status }]),
    ],
  }));
  try {
    await client.call('documents.setProgress', { documentIds: [...documentIds], status });
  } catch (thrown) {
    void queries.invalidateQueries({ queryKey: queryKeys.documents });
    throw thrown;
  }
  const blind = queries.getQueryData<ProjectState>(queryKeys.project)?.project.blind ?? false;
  const sight = !blind ? '' : sightWords(status === 'done', reopened);
  say(workspace, `${these(documentIds)} marked: ${STATUS_WORDS[status].label.toLowerCase()}.${sight}`);
}

/** Not started, in progress, done, and again, of the open document. */
export async function stepStatus(workspace: Workspace, me: Id): Promise<void> {
  const { documentId } = workspace.state.get();
  const documents = workspace.queries.getQueryData<readonly ListedDocument[]>(queryKeys.documents) ?? [];
  const document = documents.find(({ id }) => id === documentId);
  if (document) await setStatus(workspace, [document.id], nextStatus(statusOf(document, me)), me);
}

/** A value of one of the project's fields; null takes it away. */
export async function setField(
  workspace: Workspace,
  documentId: Id,
  definitionId: Id,
  value: AttributeValue | null,
): Promise<void> {
  const { client, queries } = workspace;
  showAtOnce(workspace, [documentId], (document) => ({
    ...document,
    attributes: applyPatch(document.attributes, { [definitionId]: value }),
  }));
  try {
    await client.call('documents.setFields', {
      documentIds: [documentId],
      values: { [definitionId]: typeof value === 'object' && value !== null ? [...value] : value },
    });
  } catch (thrown) {
    void queries.invalidateQueries({ queryKey: queryKeys.documents });
    throw thrown;
  }
}
