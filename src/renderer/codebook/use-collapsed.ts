import { useMemo, useState } from 'react';
import type { Key } from 'react-aria-components';
import { isText, listOf } from '../../contract/shape.ts';
import { recall, remember } from '../session/remembered.ts';

const KEY = 'collapsedCodes';
const MOST = 2_000;

/** Which codes show what is below them. Remembered is what is closed, so that a new code is open. */
export function useCollapsed(items: ReadonlyMap<string, unknown>) {
  const [collapsed, setCollapsed] = useState(() => new Set(recall(KEY, listOf(isText), [])));
  const expanded = useMemo(
    () => new Set<Key>([...items.keys()].filter((id) => !collapsed.has(id))),
    [items, collapsed],
  );
  const setExpanded = (keys: ReadonlySet<Key>): void => {
    const own = new Set(items.keys());
    // Codes of other projects stay as they were.
    const others = [...collapsed].filter((id) => !own.has(id));
    const next = [...[...own].filter((id) => !keys.has(id)), ...others].slice(0, MOST);
    setCollapsed(new Set(next));
    remember(KEY, next);
  };
  return { expanded, setExpanded };
}
