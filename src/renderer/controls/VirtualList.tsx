import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { isMenuKey } from '../typing/menu-key.ts';
import type { MenuPlace } from './ContextMenu.tsx';
import { walkList } from './list-walk.ts';
import { useRowDrag } from './use-row-drag.ts';
import styles from './VirtualList.module.css';

export interface VirtualListHandle {
  focus(): void;
}

interface VirtualListProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** pixels; rows of one height keep lists of any length cheap */
  readonly rowHeight: number;
  readonly renderRow: (item: T) => ReactNode;
  readonly selectedKey: string | null;
  /** Enter or a click */
  readonly onChoose: (item: T) => void;
  /** the button was pressed on it: it will probably be chosen */
  readonly onPress?: (item: T) => void;
  /** the cursor moved there, by key */
  readonly onCursor?: (item: T) => void;
  readonly onMenu?: (item: T, at: MenuPlace) => void;
  /** keys that are not the list's own; returns whether it took the key */
  readonly onRowKey?: (event: KeyboardEvent, item: T) => boolean;
  /** rows that can be taken or left: by Space, or by a click on what bears data-check */
  readonly checks?: {
    readonly isChecked: (item: T) => boolean;
    readonly onToggle: (item: T) => void;
    /** all from one to the other are taken, by Shift; a click with Ctrl then takes or leaves one */
    readonly onSpan?: (from: T, to: T) => void;
  };
  readonly onNearEnd?: () => void;
  /** a row was dragged onto another; by key there is another way */
  readonly onDropRow?: (dragged: T, onto: T) => void;
  readonly ref?: Ref<VirtualListHandle>;
}

const ROWS_FROM_END = 20;

/**
 * A list box of any length: only the rows in view are in the page. The focus stays on the list, the cursor is told to screen
 * readers as its active descendant (WAI-ARIA 1.2, listbox).
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { label, items, keyOf, rowHeight, renderRow, selectedKey, onChoose, onCursor, onMenu } = props;
  const { onRowKey, checks, onNearEnd, onDropRow, onPress, ref } = props;
  const drag = useRowDrag(keyOf, onDropRow);
  const scroller = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [cursorKey, setCursorKey] = useState<string | null>(null);
  const at = items.findIndex((item) => keyOf(item) === (cursorKey ?? selectedKey));
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    // The row under the cursor stays in the page, so that it can be named to screen readers.
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      return at < 0 || rows.includes(at) ? rows : [...rows, at].sort((a, b) => a - b);
    },
  });
  const rows = virtual.getVirtualItems();
  if (onNearEnd && (rows.at(-1)?.index ?? 0) > items.length - ROWS_FROM_END) queueMicrotask(onNearEnd);

  useImperativeHandle(ref, () => ({ focus: () => scroller.current?.focus() }), []);

  function placeOf(index: number): MenuPlace {
    const row = scroller.current?.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect();
    return { x: (row?.left ?? 0) + 24, y: row?.bottom ?? 0 };
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const current = items[at];
    if (current !== undefined && isMenuKey(event) && onMenu) {
      event.preventDefault();
      onMenu(current, placeOf(at));
      return;
    }
    if (current !== undefined && event.key === 'Enter') {
      event.preventDefault();
      onChoose(current);
      return;
    }
    if (current !== undefined && event.key === ' ' && checks) {
      event.preventDefault();
      checks.onToggle(current);
      return;
    }
    if (current !== undefined && onRowKey?.(event, current)) {
      event.preventDefault();
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const next = walkList(event.key, at, items.length, page);
    const item = next === null ? undefined : items[next];
    if (next === null || item === undefined) return;
    event.preventDefault();
    if (event.shiftKey && current !== undefined) checks?.onSpan?.(current, item);
    setCursorKey(keyOf(item));
    virtual.scrollToIndex(next);
    onCursor?.(item);
  }

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={at < 0 ? undefined : `${listId}-${at}`}
      className={styles.list}
      onKeyDown={onKeyDown}
      onBlur={() => setCursorKey(null)}
    >
      <div role="presentation" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => {
          const item = items[row.index];
          if (item === undefined) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys for its rows
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list (active descendant)
            <div
              key={row.key}
              id={`${listId}-${row.index}`}
              role="option"
              data-index={row.index}
              aria-selected={keyOf(item) === selectedKey}
              {...(checks ? { 'aria-checked': checks.isChecked(item) } : {})}
              aria-posinset={row.index + 1}
              aria-setsize={items.length}
              data-cursor={row.index === at || undefined}
              className={styles.row}
              style={{ height: rowHeight, transform: `translateY(${row.start}px)` }}
              {...drag(item)}
              onPointerDown={(event) => {
                if (event.button === 0) onPress?.(item);
              }}
              onClick={(event) => {
                setCursorKey(keyOf(item));
                const onBox = event.target instanceof Element && event.target.closest('[data-check]');
                const from = items[at] ?? item;
                if (event.shiftKey && checks?.onSpan) checks.onSpan(from, item);
                else if (checks && (onBox || (checks.onSpan && (event.ctrlKey || event.metaKey))))
                  checks.onToggle(item);
                else onChoose(item);
              }}
              onContextMenu={(event) => {
                if (!onMenu) return;
                event.preventDefault();
                setCursorKey(keyOf(item));
                onMenu(item, { x: event.clientX, y: event.clientY });
              }}
            >
              {renderRow(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
