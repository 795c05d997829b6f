import { ArrowDownNarrowWide, ArrowUpNarrowWide } from 'lucide-react';
import { Button as AriaButton, MenuTrigger, Popover } from 'react-aria-components';
import menuStyles from '../controls/ContextMenu.module.css';
import { MenuChoices } from '../controls/ContextMenu.tsx';
import { classNames } from '../controls/class-names.ts';
import { DOCUMENT_SORTS, type DocumentSort } from '../layout/layout.ts';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import styles from './SortMenu.module.css';

const SORT_NAMES: Readonly<Record<DocumentSort, string>> = {
  title: 'Title',
  date: 'Date',
  annotations: 'Annotations',
  added: 'Added',
};

/** In which order the documents are listed. */
export function SortMenu() {
  const { layout } = useWorkspace();
  const { sort, descending } = useObservable(layout, (value) => value);
  return (
    <MenuTrigger>
      <AriaButton className={classNames(styles.sort)} aria-label={`Sorted by ${SORT_NAMES[sort]}; change`}>
        {descending ? <ArrowDownNarrowWide aria-hidden="true" /> : <ArrowUpNarrowWide aria-hidden="true" />}
        {SORT_NAMES[sort]}
      </AriaButton>
      <Popover className={classNames(menuStyles.popover)} offset={2}>
        <MenuChoices
          label="Sort documents"
          choices={[
            ...DOCUMENT_SORTS.map((each) => ({
              id: each,
              label: SORT_NAMES[each],
              icon: each === sort ? '✓' : undefined,
              run: () => layout.patch({ sort: each }),
            })),
            {
              id: 'descending',
              label: 'Descending',
              icon: descending ? '✓' : undefined,
              divides: true,
              run: () => layout.patch({ descending: !descending }),
            },
          ]}
        />
      </Popover>
    </MenuTrigger>
  );
}
