import type { OpenedDocument } from '../../contract/procedures.ts';
import { cite } from '../document/citation.ts';
import { queryKeys } from '../session/invalidation.ts';
import { passageOf } from './tagging.ts';
import type { Workspace } from './workspace.ts';

/** Copies what is selected, or the selected annotation, with where it comes from. */
export async function copyCited(workspace: Workspace): Promise<void> {
  const { queries, reading, notices } = workspace;
  const view = reading.current;
  const passage = passageOf(workspace);
  if (!view || !passage) return;
  const opened = queries.getQueryData<OpenedDocument>(queryKeys.opened(passage.documentId));
  if (!opened) return;
  const passages = await Promise.all(
    passage.ranges.map(async ({ start, end }) => ({
      start,
      end,
      text: await view.textOf({ start, end }),
      paragraph: await view.paragraphAt(start),
    })),
  );
  view.put(cite(opened.document, passages));
  notices.done('Copied with its citation.');
}
