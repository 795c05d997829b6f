import type { TextChangeReport } from '../../contract/procedures.ts';
import type { Annotation } from '../../core/annotation/annotation.ts';
import type { Id } from '../../core/ids.ts';
import type { TextRange } from '../../core/text/structure.ts';
import { counted } from '../controls/words.ts';
import { shell } from '../session/shell.ts';
import { openDocument } from './documents.ts';
import { undo } from './undoing.ts';
import type { Workspace } from './workspace.ts';

/** Asks for the file that now holds the document's text; what it would do is shown before anything changes. */
export async function chooseReimport({ state }: Workspace, documentId: Id): Promise<void> {
  const [path] = await shell('chooseFiles', { title: 'The file that now holds the text' });
  if (path !== undefined) state.patch({ dialog: { kind: 'reimport', documentId, path } });
}

/** How many annotations a change of text asks a person to look at. */
export function toLookAt({ counts }: TextChangeReport): number {
  return counts.lost + counts.changed + counts.moved + counts.found;
}

/** After a change of text: its report where there is something to decide, else a word. */
export function showReport(workspace: Workspace, report: TextChangeReport, changeId: Id | null): void {
  const { state, notices } = workspace;
  const several = toLookAt(report);
  if (report.same) {
    state.patch({ page: null });
    notices.info('The text is the very same; nothing changed.');
    return;
  }
  state.patch({ page: several > 0 && changeId !== null ? { kind: 'anchors', report, changeId } : null });
  const said = `‘${report.title}’ has another text; ${counted(report.counts.kept, 'annotation stays', 'annotations stay')} with the words`;
  notices.done(several > 0 ? `${said}, ${several} to look at.` : `${said}.`, {
    label: 'Undo',
    run: () => void undo(workspace),
  });
}

/** Gives an annotation its place in the present text. */
export async function placeAt(
  { client, typedAhead }: Workspace,
  annotationId: Id,
  ranges: readonly TextRange[],
): Promise<void> {
  await typedAhead.during(client.call('texts.place', { annotationId, ranges: [...ranges] }));
}

/** Begins to choose a place in the text itself: the next selection is taken for it. */
export function beginPlacing(workspace: Workspace, annotation: Annotation): void {
  const { state, focusPane } = workspace;
  const { page } = state.get();
  const { id: annotationId, documentId, spans } = annotation;
  openDocument(workspace, documentId);
  state.patch({
    page: null,
    annotationId: null,
    placing: { annotationId, documentId, quotes: spans.map(({ quote }) => quote), from: page },
  });
  focusPane.get('text')?.();
}

/** Takes what is selected for the place, and goes back to where the choosing began. */
export async function placeHere(workspace: Workspace): Promise<void> {
  const { state, notices } = workspace;
  const { placing, selection, documentId } = state.get();
  if (!placing) return;
  if (!selection || documentId !== placing.documentId) {
    notices.info('Select the passage where the annotation belongs first.');
    return;
  }
  await placeAt(workspace, placing.annotationId, selection.ranges);
  state.patch({ placing: null, page: placing.from });
}

export function cancelPlacing({ state }: Workspace): void {
  const { placing } = state.get();
  state.patch({ placing: null, page: placing?.from ?? null });
}
