import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { TAGGED_AT_ONCE } from '../../contract/vocabulary.ts';
import type { ListedDocument } from '../../core/project/records.ts';
import type { PassageCounts } from '../../core/query/text-query.ts';
import { charactersOf } from '../commands/keys.ts';
import { ContextMenu, type MenuPlace } from '../controls/ContextMenu.tsx';
import { walkList } from '../controls/list-walk.ts';
import { inDigits } from '../controls/words.ts';
import { useObservable } from '../session/observable.ts';
import { useCodebook } from '../session/queries.ts';
import { isMenuKey } from '../typing/menu-key.ts';
import { CheckBox } from './CheckBox.tsx';
import styles from './PassageList.module.css';
import { PassageRow } from './PassageRow.tsx';
import { keyOf, orderOf } from './question.ts';
import type { SearchSession } from './search-session.ts';
import { rowsOf } from './snippet.ts';

/** Pixels. Rows of known heights keep lists of any length cheap. */
const HEADING = 30;
const PASSAGE = 52;
const PASSAGE_WITH_TITLE = 70;
const ROWS_FROM_END = 20;

export interface PassageListHandle {
  /** with the cursor on a passage */
  focus(): void;
}

interface PassageListProps {
  readonly session: SearchSession;
  readonly documents: ReadonlyMap<string, ListedDocument>;
  readonly counts: PassageCounts | null;
  /** the focus begins here */
  readonly isFirst: boolean;
  readonly onOpen: (index: number) => void;
  readonly onOnly: (documentId: string) => void;
  /** a code's key was pressed while passages are chosen */
  readonly onCode: (codeId: string) => void;
  readonly ref?: Ref<PassageListHandle>;
}

/**
 * The passages found, under the titles of their documents. A list box of which only the rows in view are in the page; the focus stays on
 * it, and the cursor is told to screen readers as its active descendant (WAI-ARIA 1.2, listbox). More is fetched as one comes near its end.
 */
export function PassageList(props: PassageListProps) {
  const { session, documents, counts, isFirst, onOpen, onOnly, onCode, ref } = props;
  const state = useObservable(session.state, (value) => value);
  const { passages, hasMore, current, list, chosen } = state;
  const codes = useCodebook();
  const isByDocument = orderOf(state) === 'text';
  const passageHeight = isByDocument ? PASSAGE : PASSAGE_WITH_TITLE;
  const rows = useMemo(() => rowsOf(passages, isByDocument), [passages, isByDocument]);
  const scroller = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [cursorKey, setCursorKey] = useState(session.left.cursor);
  const [menu, setMenu] = useState<{ readonly index: number; readonly at: MenuPlace } | null>(null);
  const rowOfPassage = useMemo(() => {
    const places: number[] = [];
    for (const [place, row] of rows.entries()) if (row.kind === 'passage') places.push(place);
    return places;
  }, [rows]);
  const countOf = useMemo(
    () => new Map(counts?.documents.map(({ documentId, passages: found }) => [documentId, found])),
    [counts],
  );
  const at = useMemo(
    () => (cursorKey === null ? -1 : passages.findIndex((passage) => keyOf(passage) === cursorKey)),
    [passages, cursorKey],
  );
  const atRow = rowOfPassage[at] ?? -1;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    initialOffset: session.left.scrollTop,
    estimateSize: (index) => (rows[index]?.kind === 'document' ? HEADING : passageHeight),
    scrollPaddingStart: isByDocument ? HEADING : 0,
    overscan: 8,
    // The row under the cursor stays in the page, so that it can be named to screen readers.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return atRow < 0 || shown.includes(atRow) ? shown : [...shown, atRow].sort((a, b) => a - b);
    },
  });
  const shown = virtual.getVirtualItems();
  const isNearEnd = (virtual.range?.endIndex ?? 0) > rows.length - ROWS_FROM_END;
  useLayoutEffect(() => {
    if (isNearEnd && hasMore) void session.fetchMore();
  });

  // Another list begins at its beginning; the one that was left is where it was left, with the passage that was gone to meanwhile.
  const shownList = useRef(list);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the list comes, not when the cursor moves in it
  useLayoutEffect(() => {
    const { current: element } = scroller;
    if (!element) return;
    if (shownList.current !== list) setCursorKey(null);
    else if (at >= 0) {
      const above = (atRow - at) * HEADING + at * passageHeight;
      const isSeen =
        above >= session.left.scrollTop + HEADING &&
        above + passageHeight <= session.left.scrollTop + element.clientHeight;
      if (!isSeen) session.left.scrollTop = Math.max(0, above - element.clientHeight / 3);
    }
    shownList.current = list;
    element.scrollTo({ top: session.left.scrollTop });
  }, [list, session]);
  // Rows of other heights.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever they change
  useLayoutEffect(() => virtual.measure(), [isByDocument, list]);

  function moveTo(index: number): void {
    const passage = passages[index];
    const row = rowOfPassage[index];
    if (!passage || row === undefined) return;
    session.left.cursor = keyOf(passage);
    setCursorKey(keyOf(passage));
    // With the first passage of a document its title comes into view.
    const heading = rows[row - 1]?.kind === 'document' ? row - 1 : row;
    if (heading < (virtual.range?.startIndex ?? 0)) virtual.scrollToIndex(heading);
    virtual.scrollToIndex(row);
  }

  useImperativeHandle(ref, () => ({
    focus: () => {
      scroller.current?.focus();
      if (at < 0) moveTo(Math.max(0, current));
    },
  }));

  function openMenu(index: number): void {
    const row = scroller.current?.querySelector(`[data-passage="${index}"]`)?.getBoundingClientRect();
    setMenu({ index, at: { x: (row?.left ?? 0) + 24, y: row?.bottom ?? 0 } });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const characters = charactersOf(event.nativeEvent);
    const isChord = event.ctrlKey || event.metaKey;
    if (event.altKey) return;
    if (isChord && characters.includes('a')) void session.chooseAll(TAGGED_AT_ONCE);
    else if (isChord) return;
    else if (at >= 0 && isMenuKey(event)) openMenu(at);
    else if (at >= 0 && event.key === 'Enter') onOpen(at);
    else if (at >= 0 && event.key === ' ') session.toggle(at);
    else if (event.key === 'Escape' && chosen.size > 0) session.chooseNone();
    else if (at <= 0 && event.key === 'ArrowUp') session.toField();
    else {
      const code = chosen.size > 0 && codes.find(({ key }) => key !== null && characters.includes(key));
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / passageHeight) - 1);
      const next = walkList(event.key, at, passages.length, page);
      if (code && code.kind === 'span') onCode(code.id);
      else if (next === null) return;
      else {
        if (event.shiftKey && at >= 0) session.chooseSpan(at, next);
        moveTo(next);
      }
    }
    event.preventDefault();
  }

  function onClick(event: MouseEvent, index: number): void {
    const passage = passages[index];
    if (!passage) return;
    const onBox = event.target instanceof Element && event.target.closest('[data-check]');
    if (event.shiftKey) session.chooseSpan(at < 0 ? index : at, index);
    else if (onBox || event.ctrlKey || event.metaKey) session.toggle(index);
    else onOpen(index);
    session.left.cursor = keyOf(passage);
    setCursorKey(keyOf(passage));
  }

  const titleOf = (documentId: string) => documents.get(documentId)?.title || 'Untitled';
  const topRow = virtual.range ? rows[virtual.range.startIndex] : undefined;
  const topId = topRow?.kind === 'document' ? topRow.documentId : topRow?.passage.documentId;
  const heading = (documentId: string) => (
    <>
      <span className={styles.title} dir="auto">
        {titleOf(documentId)}
      </span>
      {countOf.has(documentId) && <span>{inDigits(countOf.get(documentId) ?? 0)}</span>}
    </>
  );
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label="Passages found"
        aria-multiselectable="true"
        aria-activedescendant={at < 0 ? undefined : `${listId}-${at}`}
        className={styles.list}
        {...(isFirst ? { 'data-first': true } : {})}
        onKeyDown={onKeyDown}
        onScroll={(event) => {
          session.left.scrollTop = event.currentTarget.scrollTop;
        }}
      >
        {isByDocument && topId !== undefined && (
          <div className={styles.top} aria-hidden="true">
            {heading(topId)}
          </div>
        )}
        <div role="presentation" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {shown.map(({ key, index, start, size }) => {
            const row = rows[index];
            if (!row) return null;
            const place = { height: size, transform: `translateY(${start}px)` };
            if (row.kind === 'document') {
              return (
                <div key={key} aria-hidden="true" className={styles.heading} style={place}>
                  {heading(row.documentId)}
                </div>
              );
            }
            const { passage } = row;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself takes the keys for its rows
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list (active descendant)
              <div
                key={key}
                id={`${listId}-${row.index}`}
                role="option"
                data-passage={row.index}
                aria-selected={row.index === current}
                aria-checked={chosen.has(keyOf(passage))}
                aria-posinset={row.index + 1}
                aria-setsize={hasMore ? -1 : passages.length}
                data-cursor={row.index === at || undefined}
                className={styles.row}
                style={place}
                onClick={(event) => onClick(event, row.index)}
                onContextMenu={(event) => {
                  event.preventDefault();
                  setCursorKey(keyOf(passage));
                  setMenu({ index: row.index, at: { x: event.clientX, y: event.clientY } });
                }}
              >
                <CheckBox isChecked={chosen.has(keyOf(passage))} />
                <PassageRow
                  passage={passage}
                  title={titleOf(passage.documentId)}
                  isTitleShown={!isByDocument}
                  language={documents.get(passage.documentId)?.language ?? ''}
                />
              </div>
            );
          })}
        </div>
      </div>
      {menu && (
        <ContextMenu
          label="Passage"
          at={menu.at}
          onClose={() => setMenu(null)}
          choices={[
            { id: 'open', label: 'Open', keys: 'Enter', run: () => onOpen(menu.index) },
            { id: 'choose', label: 'Choose or leave', keys: ' ', run: () => session.toggle(menu.index) },
            {
              id: 'all',
              label: 'Choose all passages',
              keys: 'Mod+A',
              run: () => void session.chooseAll(TAGGED_AT_ONCE),
            },
            {
              id: 'only',
              label: 'Search this document only',
              run: () => onOnly(passages[menu.index]?.documentId ?? ''),
            },
          ]}
        />
      )}
    </div>
  );
}
