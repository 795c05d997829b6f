import { type DragAndDropHooks, useDragAndDrop } from 'react-aria-components';
import type { CountedCode } from '../../core/codebook/code.ts';
import { type CodePlace, placeByDrop } from './tree-moves.ts';

const CODE_TYPE = 'application/x-glossator-code';

/** Moving codes in the tree by drag, by pointer and (react-aria) by keyboard. */
export function useCodeDrag(
  codes: readonly CountedCode[],
  moveTo: (codeId: string, place: CodePlace) => void,
): DragAndDropHooks {
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({
        [CODE_TYPE]: String(key),
        'text/plain': codes.find(({ id }) => id === key)?.name ?? '',
      })),
    acceptedDragTypes: [CODE_TYPE],
    getDropOperation: () => 'move',
    onMove({ keys, target }) {
      const [key] = keys;
      if (key === undefined) return;
      const place = placeByDrop(codes, String(key), String(target.key), target.dropPosition);
      if (place) moveTo(String(key), place);
    },
  });
  return dragAndDropHooks;
}
