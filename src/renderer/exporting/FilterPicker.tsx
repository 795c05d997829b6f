import { ChevronDown } from 'lucide-react';
import { useId, useMemo, useRef, useState } from 'react';
import { Button as AriaButton, ListBox, ListBoxItem, ListLayout, Virtualizer } from 'react-aria-components';
import { Button } from '../controls/buttons.tsx';
import { classNames } from '../controls/class-names.ts';
import { fuzzyMatch } from '../palette/fuzzy.ts';
import styles from './FilterPicker.module.css';

export interface FilterItem {
  readonly id: string;
  readonly label: string;
}

interface FilterPickerProps {
  readonly label: string;
  /** what none chosen means: 'All documents' */
  readonly all: string;
  readonly items: readonly FilterItem[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}

/** In pixels, as the style has it. */
const ROW_HEIGHT = 26;
const MOST_ROWS = 7;

/** Some of many: none chosen means all. */
export function FilterPicker({ label, all, items, chosen, onChange }: FilterPickerProps) {
  const [query, setQuery] = useState('');
  const [isOpen, setOpen] = useState(false);
  const panelId = useId();
  const picker = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => items.filter((item) => fuzzyMatch(query, item.label) !== null), [items, query]);
  const first = items.find(({ id }) => chosen.has(id))?.label ?? '';
  const summary =
    chosen.size === 0 ? all : chosen.size === 1 ? first : `${first} and ${chosen.size - 1} more`;
  return (
    <div
      ref={picker}
      className={styles.picker}
      onKeyDownCapture={(event) => {
        // Before the list and the dialog around it take it for themselves.
        if (event.key !== 'Escape' || !isOpen) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        picker.current?.querySelector('button')?.focus();
      }}
    >
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      <AriaButton
        className={classNames(styles.button)}
        aria-label={`${label}: ${summary}`}
        aria-expanded={isOpen}
        aria-controls={panelId}
        onPress={() => setOpen(!isOpen)}
      >
        <span>{summary}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </AriaButton>
      {isOpen && (
        <div id={panelId} className={styles.panel}>
          <input
            // biome-ignore lint/a11y/noAutofocus: it was opened to be searched
            autoFocus
            className={styles.search}
            aria-label={`Search ${label.toLowerCase()}`}
            placeholder="Search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_HEIGHT }}>
            <ListBox
              aria-label={label}
              className={classNames(styles.list)}
              style={{ height: Math.min(MOST_ROWS, Math.max(2, shown.length)) * ROW_HEIGHT }}
              items={shown}
              dependencies={[chosen]}
              selectionMode="multiple"
              selectedKeys={chosen}
              onSelectionChange={(keys) =>
                onChange(new Set(keys === 'all' ? shown.map(({ id }) => id) : [...keys].map(String)))
              }
              renderEmptyState={() => <p className={styles.nothing}>Nothing is called that.</p>}
            >
              {(item) => (
                <ListBoxItem id={item.id} textValue={item.label} className={classNames(styles.item)}>
                  {({ isSelected }) => (
                    <>
                      <span className={styles.tick} aria-hidden="true">
                        {isSelected ? '✓' : ''}
                      </span>
                      <span className={styles.name} dir="auto">
                        {item.label}
                      </span>
                    </>
                  )}
                </ListBoxItem>
              )}
            </ListBox>
          </Virtualizer>
          {chosen.size > 0 && (
            <Button look="quiet" onPress={() => onChange(new Set())}>
              {all}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
