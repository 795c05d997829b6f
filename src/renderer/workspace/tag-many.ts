import { TAGGED_AT_ONCE } from '../../contract/vocabulary.ts';
import type { Id } from '../../core/ids.ts';
import { counted, inDigits } from '../controls/words.ts';
import { noteCodeUse } from './recent-codes.ts';
import { undo } from './undoing.ts';
import type { PassageToTag, Workspace } from './workspace.ts';

/**
 * Tags each of the passages with the code, as one action; those that I have tagged so already stay, and are told. `step`: the step
 * of undo that it belongs to.
 */
export async function tagPassages(
  workspace: Workspace,
  codeId: Id,
  passages: readonly PassageToTag[],
  step?: Id,
): Promise<void> {
  const { client, notices, typedAhead } = workspace;
  if (passages.length > TAGGED_AT_ONCE) {
    notices.info(
      `These are ${inDigits(passages.length)} places; at most ${inDigits(TAGGED_AT_ONCE)} are tagged at once.`,
      'Choose fewer passages, or whole passages in place of each hit.',
    );
    return;
  }
  const wanted = passages.map(({ documentId, ranges }) => ({
    documentId,
    ranges: ranges.map(({ start, end }) => ({ start, end })),
  }));
  const { made, already } = await typedAhead.during(
    client.call('annotations.tagMany', { codeId, passages: wanted, groupId: step }),
  );
  noteCodeUse(codeId);
  if (made === 0) notices.info('All of them are tagged so already.');
  else {
    const others =
      already > 0 ? ` ${inDigits(already)} ${already === 1 ? 'was' : 'were'} tagged so already.` : '';
    notices.done(`${counted(made, 'annotation', 'annotations')} made.${others}`, {
      label: 'Undo',
      run: () => void undo(workspace),
    });
  }
}
