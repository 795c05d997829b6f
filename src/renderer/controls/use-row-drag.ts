import { type DragEvent, type HTMLAttributes, useRef, useState } from 'react';

type DragProps = HTMLAttributes<HTMLElement> & { readonly 'data-drop-target'?: true };

const ROW_TYPE = 'application/x-glossator-row';
const NOTHING: DragProps = {};

/** What a row bears so that it can be dragged onto another of its list; nothing where `onDrop` is not given. */
export function useRowDrag<T>(
  keyOf: (item: T) => string,
  onDrop: ((dragged: T, onto: T) => void) | undefined,
): (item: T) => DragProps {
  const dragged = useRef<T | null>(null);
  const [over, setOver] = useState<string | null>(null);
  if (!onDrop) return () => NOTHING;
  const takes = (event: DragEvent, item: T) =>
    event.dataTransfer.types.includes(ROW_TYPE) &&
    dragged.current !== null &&
    keyOf(dragged.current) !== keyOf(item);
  return (item) => ({
    draggable: true,
    ...(over === keyOf(item) ? { 'data-drop-target': true as const } : {}),
    onDragStart(event) {
      dragged.current = item;
      event.dataTransfer.setData(ROW_TYPE, keyOf(item));
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver(event) {
      if (!takes(event, item)) return;
      event.preventDefault();
      setOver(keyOf(item));
    },
    onDragLeave: () => setOver(null),
    onDragEnd() {
      dragged.current = null;
      setOver(null);
    },
    onDrop(event) {
      setOver(null);
      const from = dragged.current;
      if (from === null || !takes(event, item)) return;
      event.preventDefault();
      dragged.current = null;
      onDrop(from, item);
    },
  });
}
