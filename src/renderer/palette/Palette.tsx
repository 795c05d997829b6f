import { type ReactNode, useId, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { flushSync } from 'react-dom';
import { classNames } from '../controls/class-names.ts';
import { walkList } from '../controls/list-walk.ts';
import type { Matched } from './fuzzy.ts';
import styles from './Palette.module.css';

export interface PaletteEntry {
  readonly id: string;
  readonly content: ReactNode;
  readonly run: () => void;
}

interface PaletteProps {
  readonly label: string;
  readonly placeholder: string;
  /** what is chosen from, best first */
  readonly entriesFor: (query: string) => readonly PaletteEntry[];
  readonly nothing: string;
  readonly onClose: () => void;
  readonly heading?: ReactNode;
}

const PAGE = 8;
/** More could not be looked through; typing finds the rest. */
const MOST_ENTRIES = 200;

/**
 * Type, walk with the arrows, Enter. The focus stays in the field, the cursor is its active descendant (WAI-ARIA
 * combobox with a list box that is always open).
 */
export function Palette({ label, placeholder, entriesFor, nothing, onClose, heading }: PaletteProps) {
  const [query, setQuery] = useState('');
  const [cursor, setCursor] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const entries = entriesFor(query).slice(0, MOST_ENTRIES);
  const at = Math.min(cursor, entries.length - 1);

  function choose(entry: PaletteEntry | undefined): void {
    if (!entry) return;
    // What is chosen finds the window as it was before the palette, with the focus given back.
    flushSync(onClose);
    entry.run();
  }

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={classNames(styles.overlay)}
    >
      <Modal className={classNames(styles.modal)}>
        <Dialog aria-label={label} className={classNames(styles.dialog)}>
          {heading}
          <input
            autoFocus
            className={styles.input}
            role="combobox"
            aria-label={label}
            aria-expanded="true"
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={at < 0 ? undefined : `${listId}-${at}`}
            placeholder={placeholder}
            value={query}
            spellCheck={false}
            onChange={(event) => {
              setQuery(event.target.value);
              setCursor(0);
            }}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter') {
                event.preventDefault();
                choose(entries[at]);
                return;
              }
              const inField = event.key === 'Home' || event.key === 'End';
              const next = inField ? null : walkList(event.key, at, entries.length, PAGE);
              if (next === null) return;
              event.preventDefault();
              setCursor(next);
              list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
            }}
          />
          {entries.length > 0 ? (
            <div ref={list} id={listId} role="listbox" aria-label={label} className={styles.list}>
              {entries.map((entry, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its list
                // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (active descendant)
                <div
                  key={entry.id}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  className={styles.entry}
                  onClick={() => choose(entry)}
                  onPointerMove={() => setCursor(index)}
                >
                  {entry.content}
                </div>
              ))}
            </div>
          ) : (
            <p className={styles.nothing} id={listId} role="status">
              {nothing}
            </p>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A name with what the query matched set off. */
export function MatchedName({
  name,
  matched,
}: {
  readonly name: string;
  readonly matched: readonly Matched[];
}) {
  const parts: ReactNode[] = [];
  let done = 0;
  for (const [start, end] of matched) {
    if (start > done) parts.push(name.slice(done, start));
    parts.push(<b key={start}>{name.slice(start, end)}</b>);
    done = end;
  }
  parts.push(name.slice(done));
  return <span className={styles.name}>{parts}</span>;
}
