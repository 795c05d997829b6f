import { ChevronDown } from 'lucide-react';
import { useMemo, useState } from 'react';
import {
  Button as AriaButton,
  Dialog,
  DialogTrigger,
  Label,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  Virtualizer,
} from 'react-aria-components';
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

/** Some of many: none chosen means all. */
export function FilterPicker({ label, all, items, chosen, onChange }: FilterPickerProps) {
  const [query, setQuery] = useState('');
  const shown = useMemo(() => items.filter((item) => fuzzyMatch(query, item.label) !== null), [items, query]);
  const first = items.find(({ id }) => chosen.has(id))?.label ?? '';
  const summary =
    chosen.size === 0 ? all : chosen.size === 1 ? first : `${first} and ${chosen.size - 1} more`;
  return (
    <div className={styles.picker}>
      <DialogTrigger>
        <Label className={classNames(styles.label)}>{label}</Label>
        <AriaButton className={classNames(styles.button)} aria-label={`${label}: ${summary}`}>
          <span>{summary}</span>
          <ChevronDown size={14} aria-hidden="true" />
        </AriaButton>
        <Popover className={classNames(styles.popover)} placement="bottom start" offset={2}>
          <Dialog aria-label={label} className={classNames(styles.dialog)}>
            <input
              // biome-ignore lint/a11y/noAutofocus: the popover is there to be searched
              autoFocus
              className={styles.search}
              aria-label={`Search ${label.toLowerCase()}`}
              placeholder="Search"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
            <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 26 }}>
              <ListBox
                aria-label={label}
                className={classNames(styles.list)}
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
          </Dialog>
        </Popover>
      </DialogTrigger>
    </div>
  );
}
