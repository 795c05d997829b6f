import { ArrowDownNarrowWide, ArrowUpNarrowWide } from 'lucide-react';
import { Button as AriaButton, MenuTrigger, Popover } from 'react-aria-components';
import menuStyles from '../controls/ContextMenu.module.css';
import { MenuChoices } from '../controls/ContextMenu.tsx';
import { classNames } from '../controls/class-names.ts';
import { DOCUMENT_SORTS, type DocumentSort } from '../layout/layout.ts';
import { useObservable } from '../session/observable.ts';
import { useProject } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import styles from './SortMenu.module.css';

const SORT_NAMES: Readonly<Record<(typeof DOCUMENT_SORTS)[number], string>> = {
  title: 'Title',
  date: 'Date',
  annotations: 'Annotations',
  added: 'Added',
  status: 'My progress',
};

/** In which order the documents are listed. */
export function SortMenu() {
  const { layout } = useWorkspace();
  const { sort, descending } = useObservable(layout, (value) => value);
  const fields = useProject()?.project.documentFields ?? [];
  const choices: readonly { readonly id: DocumentSort; readonly label: string }[] = [
    ...DOCUMENT_SORTS.map((id) => ({ id, label: SORT_NAMES[id] })),
    ...fields.map(({ id, name }) => ({ id: `field:${id}` as const, label: name })),
  ];
  const chosen = choices.find(({ id }) => id === sort)?.label ?? SORT_NAMES.title;
  return (
    <MenuTrigger>
      <AriaButton className={classNames(styles.sort)} aria-label={`Sorted by ${chosen}; change`}>
        {descending ? <ArrowDownNarrowWide aria-hidden="true" /> : <ArrowUpNarrowWide aria-hidden="true" />}
        <span className={styles.name}>{chosen}</span>
      </AriaButton>
      <Popover className={classNames(menuStyles.popover)} offset={2}>
        <MenuChoices
          label="Sort documents"
          choices={[
            ...choices.map(({ id, label }) => ({
              id,
              label,
              icon: id === sort ? '✓' : undefined,
              run: () => layout.patch({ sort: id }),
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
