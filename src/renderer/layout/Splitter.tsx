import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import styles from './Splitter.module.css';

interface SplitterProps {
  readonly label: string;
  /** of the line itself */
  readonly orientation: 'vertical' | 'horizontal';
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** what an arrow key to the right or down adds */
  readonly step: number;
  /** the value for a place of the pointer in the window */
  readonly fromPointer: (place: { readonly x: number; readonly y: number }) => number;
  readonly onChange: (value: number) => void;
}

/** The line between two panes, moved by pointer or by arrow keys (WAI-ARIA window splitter). */
export function Splitter(props: SplitterProps) {
  const { label, orientation, value, least, most, step, fromPointer, onChange } = props;
  const [dragging, setDragging] = useState(false);
  const change = (next: number) => onChange(Math.min(most, Math.max(least, next)));

  function onKeyDown(event: KeyboardEvent): void {
    const forward = orientation === 'vertical' ? 'ArrowRight' : 'ArrowDown';
    const backward = orientation === 'vertical' ? 'ArrowLeft' : 'ArrowUp';
    if (event.key === forward) change(value + step);
    else if (event.key === backward) change(value - step);
    else if (event.key === 'Home') change(least);
    else if (event.key === 'End') change(most);
    else return;
    event.preventDefault();
  }

  function onPointerMove(event: PointerEvent): void {
    if (dragging) change(fromPointer({ x: event.clientX, y: event.clientY }));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be moved; this is the ARIA window splitter
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(value)}
      aria-valuemin={least}
      aria-valuemax={most}
      className={styles.splitter}
      data-orientation={orientation}
      data-dragging={dragging || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={() => setDragging(false)}
      onPointerCancel={() => setDragging(false)}
    />
  );
}
