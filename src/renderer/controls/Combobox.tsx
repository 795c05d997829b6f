import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './Combobox.module.css';
import { walkList } from './list-walk.ts';
import { useFocusOnce } from './use-focus-once.ts';

export interface ComboboxOption {
  readonly id: string;
  readonly content: ReactNode;
  readonly run: () => void;
}

interface ComboboxProps {
  readonly label: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** best first */
  readonly options: readonly ComboboxOption[];
  /** false while the options for the query are still on their way: Enter then waits for them */
  readonly settled: boolean;
  readonly nothing: string;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  /** Escape, or the focus went elsewhere */
  readonly onLeave: (by: 'escape' | 'blur') => void;
}

const PAGE = 8;

/**
 * A field with the list of what it proposes below it, in the flow of the page. The focus stays in the field, the cursor is
 * its active descendant (WAI-ARIA combobox).
 */
export function Combobox(props: ComboboxProps) {
  const { label, query, onQuery, options, settled, nothing, placeholder, autoFocus = false, onLeave } = props;
  const [cursor, setCursor] = useState(0);
  const [entered, setEntered] = useState(false);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const field = useFocusOnce<HTMLInputElement>(autoFocus);
  const at = Math.min(cursor, options.length - 1);
  const chosen = options[at];

  useEffect(() => {
    if (!entered || !settled) return;
    setEntered(false);
    chosen?.run();
  }, [entered, settled, chosen]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: left when neither the field nor its list has the focus
    <div
      className={styles.combobox}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave('blur');
      }}
    >
      <input
        ref={field}
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={at < 0 ? undefined : `${listId}-${at}`}
        placeholder={placeholder}
        value={query}
        spellCheck={false}
        dir="auto"
        onChange={(event) => {
          onQuery(event.target.value);
          setCursor(0);
          setEntered(false);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' || event.key === 'Escape') {
            event.preventDefault();
            event.stopPropagation();
            if (event.key === 'Escape') onLeave('escape');
            else setEntered(true);
            return;
          }
          const inField = event.key === 'Home' || event.key === 'End';
          const next = inField ? null : walkList(event.key, at, options.length, PAGE);
          if (next === null) return;
          event.preventDefault();
          setCursor(next);
          list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
        }}
      />
      {options.length > 0 ? (
        <div ref={list} id={listId} role="listbox" aria-label={label} className={styles.list}>
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys for its list
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (active descendant)
            <div
              key={option.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              className={styles.option}
              // The focus stays in the field.
              onPointerDown={(event) => event.preventDefault()}
              onClick={option.run}
              onPointerMove={() => setCursor(index)}
            >
              {option.content}
            </div>
          ))}
        </div>
      ) : (
        <p className={styles.nothing} id={listId} role="status">
          {settled ? nothing : 'Looking …'}
        </p>
      )}
    </div>
  );
}
