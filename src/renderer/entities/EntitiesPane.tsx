import { GitMerge, Pencil, Plus, Scissors, SquareUser, Trash2, X } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { CountedEntity } from '../../core/entity/entity.ts';
import type { Id } from '../../core/ids.ts';
import { IconButton } from '../controls/buttons.tsx';
import { ContextMenu, type MenuChoice, type MenuPlace } from '../controls/ContextMenu.tsx';
import { VirtualList, type VirtualListHandle } from '../controls/VirtualList.tsx';
import { inDigits } from '../controls/words.ts';
import { SidePaneHeader } from '../layout/SidePaneHeader.tsx';
import { usePaneFocus } from '../layout/use-pane-focus.ts';
import { useEntities } from '../session/entity-queries.ts';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import { showEntity } from '../workspace/entities.ts';
import type { Workspace } from '../workspace/workspace.ts';
import styles from './EntitiesPane.module.css';
import { filterEntities, kindsOf, sortEntities } from './entity-words.ts';

function EntityRow({ entity }: { readonly entity: CountedEntity }) {
  return (
    <span className={styles.row}>
      <span className={styles.name} dir="auto">
        {entity.name}
      </span>
      <span className={styles.count} title="Mentions">
        {entity.mentions > 0 ? inDigits(entity.mentions) : ''}
      </span>
      <span className={styles.facts} dir="auto">
        {[entity.kind, ...entity.aliases].filter(Boolean).join(' · ')}
      </span>
    </span>
  );
}

/** What can be done with an entity, as a menu. */
export function entityMenu(workspace: Workspace, entity: CountedEntity): readonly MenuChoice[] {
  const { state } = workspace;
  const { id } = entity;
  return [
    {
      id: 'page',
      label: 'All mentions',
      icon: <SquareUser />,
      keys: 'Enter',
      run: () => showEntity(workspace, id),
    },
    {
      id: 'edit',
      label: 'Edit …',
      icon: <Pencil />,
      keys: 'F2',
      run: () => state.patch({ dialog: { kind: 'entity', entityId: id } }),
    },
    {
      id: 'merge',
      label: 'Merge into …',
      icon: <GitMerge />,
      divides: true,
      run: () => state.patch({ dialog: { kind: 'merge-entities', entityIds: [id], intoId: null } }),
    },
    {
      id: 'split',
      label: 'Split …',
      icon: <Scissors />,
      disabled: entity.aliases.length === 0,
      run: () => state.patch({ dialog: { kind: 'split-entity', entityId: id } }),
    },
    {
      id: 'delete',
      label: 'Delete …',
      icon: <Trash2 />,
      keys: 'Delete',
      danger: true,
      divides: true,
      run: () => state.patch({ dialog: { kind: 'delete-entity', entityId: id } }),
    },
  ];
}

/** The project's persons, organisations, places …: find, open, edit, merge by drag, split, delete. */
export function EntitiesPane() {
  const workspace = useWorkspace();
  const { state } = workspace;
  const { entities, loaded } = useEntities();
  const page = useObservable(state, (value) => value.page);
  const [filter, setFilter] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ readonly entityId: Id; readonly at: MenuPlace } | null>(null);
  // As it is now, not as it was when the menu was opened: what has just been learnt may still be on its way.
  const inMenu = entities.find(({ id }) => id === menu?.entityId);
  const list = useRef<VirtualListHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  usePaneFocus(
    'entities',
    useCallback(() => (list.current ?? field.current)?.focus(), []),
  );
  const kinds = useMemo(
    () => kindsOf(entities).filter((each) => entities.some((entity) => entity.kind === each)),
    [entities],
  );
  const shown = useMemo(
    () => sortEntities(filterEntities(entities, filter, kind !== null && kinds.includes(kind) ? kind : null)),
    [entities, filter, kind, kinds],
  );
  const create = (name?: string) =>
    state.patch({ dialog: { kind: 'entity', entityId: null, ...(name ? { name } : {}) } });

  return (
    <section className={styles.pane} data-pane="entities" aria-label="Entities">
      <SidePaneHeader pane="entities" count={entities.length}>
        <IconButton label="New entity" icon={<Plus />} small onPress={() => create()} />
      </SidePaneHeader>
      <div className={styles.filter}>
        <input
          ref={field}
          aria-label="Filter entities"
          placeholder="Filter"
          value={filter}
          dir="auto"
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') list.current?.focus();
            else if (event.key === 'Escape' && filter !== '') setFilter('');
            else if (event.key === 'Enter' && shown.length === 0 && filter.trim() !== '')
              create(filter.trim());
            else return;
            event.preventDefault();
          }}
        />
        {filter !== '' && (
          <IconButton label="Clear the filter" icon={<X />} small onPress={() => setFilter('')} />
        )}
        <select
          aria-label="Kind of entity"
          className={styles.kinds}
          value={kind ?? ''}
          onChange={(event) => setKind(event.target.value === '' ? null : event.target.value)}
        >
          <option value="">All kinds</option>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {`${each} (${inDigits(entities.filter((entity) => entity.kind === each).length)})`}
            </option>
          ))}
        </select>
      </div>
      {shown.length > 0 ? (
        <VirtualList
          ref={list}
          label="Entities"
          items={shown}
          keyOf={({ id }) => id}
          rowHeight={38}
          renderRow={(entity) => <EntityRow entity={entity} />}
          selectedKey={page?.kind === 'entity' ? page.entityId : null}
          onChoose={(entity) => showEntity(workspace, entity.id)}
          onMenu={(entity, at) => setMenu({ entityId: entity.id, at })}
          onRowKey={(event, entity) => {
            if (event.key === 'F2') state.patch({ dialog: { kind: 'entity', entityId: entity.id } });
            else if (event.key === 'Delete')
              state.patch({ dialog: { kind: 'delete-entity', entityId: entity.id } });
            else return false;
            return true;
          }}
          onDropRow={(dragged, onto) =>
            state.patch({ dialog: { kind: 'merge-entities', entityIds: [dragged.id], intoId: onto.id } })
          }
        />
      ) : (
        loaded && (
          <p className={styles.nothing}>
            {entities.length === 0
              ? 'Entities are whom and what the texts name, however it is spelt. Select an annotation and link it, or make one here.'
              : filter.trim() === ''
                ? 'There is none of this kind.'
                : `No entity is called “${filter}”. Enter makes it.`}
          </p>
        )
      )}
      {menu && inMenu && (
        <ContextMenu
          label={inMenu.name}
          at={menu.at}
          onClose={() => setMenu(null)}
          choices={entityMenu(workspace, inMenu)}
        />
      )}
    </section>
  );
}
