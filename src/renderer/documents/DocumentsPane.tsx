import { FileInput, Pencil, Trash2, X } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ListedDocument } from '../../core/project/records.ts';
import { commandById, runCommand } from '../commands/registry.ts';
import { IconButton } from '../controls/buttons.tsx';
import { ContextMenu, type MenuPlace } from '../controls/ContextMenu.tsx';
import { Keys } from '../controls/Keys.tsx';
import { VirtualList, type VirtualListHandle } from '../controls/VirtualList.tsx';
import { PaneHeader } from '../layout/PaneHeader.tsx';
import { usePaneFocus } from '../layout/use-pane-focus.ts';
import { useObservable } from '../session/observable.ts';
import { useDocuments } from '../session/queries.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import { openDocument } from '../workspace/documents.ts';
import { filterDocuments, sortDocuments, titleOf } from './arrange.ts';
import { DocumentRow } from './DocumentRow.tsx';
import styles from './DocumentsPane.module.css';
import { SortMenu } from './SortMenu.tsx';

/** What a project without documents shows instead of a list. */
function NoDocuments() {
  return (
    <div className={styles.empty}>
      <p>
        Drop files here or press <Keys keys="Mod+I" />
      </p>
    </div>
  );
}

/** The project's documents: filter, sort, open, edit, delete. */
export function DocumentsPane() {
  const workspace = useWorkspace();
  const session = useSession();
  const { state, layout } = workspace;
  const { documents, loaded } = useDocuments();
  const { sort, descending } = useObservable(layout, (value) => value);
  const documentId = useObservable(state, (value) => value.documentId);
  const [filter, setFilter] = useState('');
  const [menu, setMenu] = useState<{ readonly document: ListedDocument; readonly at: MenuPlace } | null>(
    null,
  );
  const list = useRef<VirtualListHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  usePaneFocus(
    'documents',
    useCallback(() => (list.current ?? field.current)?.focus(), []),
  );

  const shown = useMemo(
    () => sortDocuments(filterDocuments(documents, filter), sort, descending),
    [documents, filter, sort, descending],
  );
  const edit = (document: ListedDocument) =>
    state.patch({ dialog: { kind: 'edit-document', documentId: document.id } });
  const remove = (document: ListedDocument) =>
    state.patch({ dialog: { kind: 'delete-document', documentId: document.id } });
  const importFiles = () => {
    const command = commandById('file.importFiles');
    if (command) runCommand(command, { workspace, session });
  };

  return (
    <section className={styles.pane} data-pane="documents" aria-label="Documents">
      <PaneHeader title="Documents" count={documents.length}>
        <SortMenu />
        <IconButton label="Import files" keys="Mod+I" icon={<FileInput />} small onPress={importFiles} />
      </PaneHeader>
      {loaded && documents.length === 0 ? (
        <NoDocuments />
      ) : (
        <>
          <div className={styles.filter}>
            <input
              ref={field}
              aria-label="Filter documents"
              placeholder="Filter"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'ArrowDown') list.current?.focus();
                else if (event.key === 'Escape' && filter !== '') setFilter('');
                else return;
                event.preventDefault();
              }}
            />
            {filter !== '' && (
              <IconButton label="Clear the filter" icon={<X />} small onPress={() => setFilter('')} />
            )}
          </div>
          {shown.length > 0 ? (
            <VirtualList
              ref={list}
              label="Documents"
              items={shown}
              keyOf={({ id }) => id}
              rowHeight={42}
              renderRow={(document) => <DocumentRow document={document} />}
              selectedKey={documentId}
              onChoose={(document) => openDocument(workspace, document.id)}
              onMenu={(document, at) => setMenu({ document, at })}
              onRowKey={(event, document) => {
                if (event.key === 'F2') edit(document);
                else if (event.key === 'Delete') remove(document);
                else return false;
                return true;
              }}
            />
          ) : (
            loaded && (
              <p className={styles.nothing}>No document has “{filter}” in its title, author or source.</p>
            )
          )}
        </>
      )}
      {menu && (
        <ContextMenu
          label={titleOf(menu.document)}
          at={menu.at}
          onClose={() => setMenu(null)}
          choices={[
            {
              id: 'open',
              label: 'Open',
              keys: 'Enter',
              run: () => openDocument(workspace, menu.document.id),
            },
            {
              id: 'edit',
              label: 'Edit title, author, date …',
              icon: <Pencil />,
              keys: 'F2',
              run: () => edit(menu.document),
            },
            {
              id: 'delete',
              label: 'Delete …',
              icon: <Trash2 />,
              keys: 'Delete',
              danger: true,
              divides: true,
              run: () => remove(menu.document),
            },
          ]}
        />
      )}
    </section>
  );
}
