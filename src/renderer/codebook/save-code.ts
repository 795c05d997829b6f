import type { InputOf } from '../../contract/procedures.ts';
import type { CodeKind, CountedCode } from '../../core/codebook/code.ts';
import { type Id, newId } from '../../core/ids.ts';
import { counted } from '../controls/words.ts';
import { changeCodebook } from '../workspace/codebook.ts';
import { undo } from '../workspace/undoing.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface CodeDraft {
  readonly parentId: Id | null;
  readonly kind: CodeKind;
  readonly fields: Omit<InputOf<'codes.create'>, 'actionId' | 'groupId' | 'kind' | 'parentId'>;
  readonly otherParentIds: readonly Id[];
}

function sameIds(a: readonly Id[], b: readonly Id[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}

/**
 * Stores a code as drafted, as one step of undo; `code` null: a new one, which is then the chosen one. Values that did not fit are told.
 */
export async function saveCode(
  workspace: Workspace,
  code: CountedCode | null,
  draft: CodeDraft,
): Promise<void> {
  const { client, state, notices } = workspace;
  const { fields, kind, parentId } = draft;
  const groupId = newId();
  await changeCodebook(workspace, async () => {
    let codeId = code?.id;
    if (codeId === undefined) {
      ({ codeId } = await client.call('codes.create', { ...fields, kind, parentId, groupId }));
      state.patch({ codeId });
    } else {
      const { lostValues } = await client.call('codes.edit', { codeId, fields, groupId });
      if (lostValues > 0)
        notices.done(`${counted(lostValues, 'value', 'values')} could not be kept.`, {
          label: 'Undo',
          run: () => void undo(workspace),
        });
    }
    const otherParentIds = [...draft.otherParentIds];
    if (!sameIds(otherParentIds, code?.otherParentIds ?? []))
      await client.call('codes.setOtherParents', { codeId, otherParentIds, groupId });
  });
}
