import { type DragAndDropHooks, useDragAndDrop } from 'react-aria-components';
import type { CountedCode } from '../../core/codebook/code.ts';
import { codeIdOfRow } from './code-tree.ts';
import { placeByDrop } from './tree-moves.ts';
import type { CodeActions } from './use-code-actions.ts';

const CODE_TYPE = 'application/x-glossator-code';

/**
 * Moving codes in the tree by drag, by pointer and (react-aria) by keyboard. With Ctrl or Alt the code stays where it is and
 * stands at the new place too.
 */
export function useCodeDrag(
  codes: readonly CountedCode[],
  actions: Pick<CodeActions, 'moveTo' | 'standUnderToo'>,
): DragAndDropHooks {
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({
        [CODE_TYPE]: String(key),
        'text/plain': codes.find(({ id }) => id === codeIdOfRow(String(key)))?.name ?? '',
      })),
    acceptedDragTypes: [CODE_TYPE],
    getDropOperation: (_target, _types, allowed) =>
      allowed.includes('move') ? 'move' : (allowed[0] ?? 'cancel'),
    onMove({ keys, target, dropOperation }) {
      const [key] = keys;
      if (key === undefined) return;
      const [codeId, targetId] = [codeIdOfRow(String(key)), codeIdOfRow(String(target.key))];
      const { dropPosition } = target;
      if (dropOperation === 'move') {
        const place = placeByDrop(codes, codeId, targetId, dropPosition);
        if (place) actions.moveTo(codeId, place);
        return;
      }
      const parentId = dropPosition === 'on' ? targetId : codes.find(({ id }) => id === targetId)?.parentId;
      if (parentId) actions.standUnderToo(codeId, parentId);
    },
  });
  return dragAndDropHooks;
}
