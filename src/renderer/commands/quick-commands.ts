import { ANNOTATION_STATUSES } from '../../core/annotation/annotation.ts';
import { copyCited } from '../workspace/citing.ts';
import {
  lastCode,
  repeatLastCode,
  selectNext,
  setStatus,
  tagAndGoOn,
  tagInVivo,
} from '../workspace/quick-coding.ts';
import { passageOf, selectedAnnotation } from '../workspace/tagging.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Command, Condition } from './command.ts';
import { hasAnnotation, hasDocument, hasPassage, hasSelection } from './situation.ts';

const canRepeat: Condition = {
  holds: (context) => hasPassage.holds(context) && lastCode(context.workspace) !== null,
  needs: 'Select text first, and tag something once, so that there is a last code.',
};

/** Lists the annotations at the caret, under the selection, or that share text with the selected one. */
async function listHere(workspace: Workspace): Promise<void> {
  const { client, reading, state, notices } = workspace;
  const { documentId } = state.get();
  if (documentId === null || !reading.current) return;
  const at = reading.current.place();
  const ranges = passageOf(workspace)?.ranges ?? [{ start: at, end: at + 1 }];
  const found = await Promise.all(
    ranges.map(({ start, end }) => client.call('annotations.inRange', { documentId, range: { start, end } })),
  );
  const annotations = [...new Map(found.flat().map((each) => [each.id, each])).values()];
  if (annotations.length === 0) notices.info('There is no annotation here.');
  else state.patch({ dialog: { kind: 'annotations-here', annotations } });
}

const KEYS_OF_STATUS = { draft: 'Alt+1', final: 'Alt+2', flagged: 'Alt+3' } as const;

/** Coding without leaving the keyboard. */
export const QUICK_COMMANDS: readonly Command[] = [
  {
    id: 'code.repeat',
    title: 'Tag with the last code again',
    group: 'Code',
    keys: ['.'],
    where: 'text',
    when: canRepeat,
    run: ({ workspace }) => repeatLastCode(workspace),
  },
  {
    id: 'code.repeatAndGoOn',
    title: 'Tag with the last code, and select the next sentence or hit',
    group: 'Code',
    keys: [';', 'Mod+Enter'],
    where: 'text',
    when: {
      holds: (context) => canRepeat.holds(context) && hasSelection.holds(context),
      needs: canRepeat.needs,
    },
    run: ({ workspace }) => {
      const code = lastCode(workspace);
      return code ? tagAndGoOn(workspace, code.id) : undefined;
    },
  },
  {
    id: 'code.inVivo',
    title: 'Tag in vivo: the passage names the code',
    group: 'Code',
    keys: ['V', 'Mod+Shift+V'],
    where: 'outside-fields',
    when: hasSelection,
    run: ({ workspace }) => {
      const passage = passageOf(workspace);
      return passage ? tagInVivo(workspace, passage) : undefined;
    },
  },
  {
    id: 'code.here',
    title: 'Annotations here …',
    group: 'Go',
    keys: ['H', 'Mod+Shift+H'],
    where: 'outside-fields',
    when: hasDocument,
    run: ({ workspace }) => workspace.typedAhead.during(listHere(workspace)),
  },
  ...ANNOTATION_STATUSES.map(
    (status): Command => ({
      id: `status.${status}`,
      title: `Mark the annotation as ${status}`,
      group: 'Code',
      keys: [KEYS_OF_STATUS[status]],
      where: 'outside-fields',
      when: hasAnnotation,
      run: ({ workspace }) => {
        const annotation = selectedAnnotation(workspace);
        return annotation ? setStatus(workspace, [annotation], status) : undefined;
      },
    }),
  ),
  {
    id: 'edit.selectNext',
    title: 'Select the next sentence, or the next hit while finding',
    group: 'Edit',
    keys: ['S', 'Alt+S'],
    where: 'text',
    when: hasDocument,
    run: ({ workspace }) => {
      const { selection } = workspace.state.get();
      const annotation = selection ? null : selectedAnnotation(workspace);
      return selectNext(workspace, annotation?.spans ?? null);
    },
  },
  {
    id: 'edit.copyCited',
    title: 'Copy the passage with its citation',
    group: 'Edit',
    keys: ['Mod+Shift+C'],
    where: 'outside-fields',
    when: hasPassage,
    run: ({ workspace }) => copyCited(workspace),
  },
];
