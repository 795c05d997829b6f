import { FileInput, ListFilter, Pencil, Tag, Trash2, X } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Id } from '../../core/ids.ts';
import { DOCUMENT_STATUSES, type DocumentStatus, type ListedDocument } from '../../core/project/records.ts';
import { CommandKeys } from '../commands/CommandKeys.tsx';
import { commandById, runCommand, useKeysOf } from '../commands/registry.ts';
import { Button, IconButton } from '../controls/buttons.tsx';
import { ContextMenu, type MenuPlace } from '../controls/ContextMenu.tsx';
import { VirtualList, type VirtualListHandle } from '../controls/VirtualList.tsx';
import { counted } from '../controls/words.ts';
import { PaneHeader } from '../layout/PaneHeader.tsx';
import { usePaneFocus } from '../layout/use-pane-focus.ts';
import { useObservable } from '../session/observable.ts';
import { useDocuments } from '../session/queries.ts';
import { useSession, useWorkspace } from '../session/session-context.ts';
import { textChoices } from '../texts/text-choices.tsx';
import { setStatus } from '../workspace/document-codes.ts';
import { bringDocument, openDocument, openWhenAtHand } from '../workspace/documents.ts';
import { filterDocuments, NO_FILTER, sortDocuments, titleOf } from './arrange.ts';
import { DocumentFilterBar } from './DocumentFilterBar.tsx';
import { DocumentRow } from './DocumentRow.tsx';
import styles from './DocumentsPane.module.css';
import { SortMenu } from './SortMenu.tsx';
import { STATUS_WORDS, statusOf } from './status-words.ts';
import { useKnown } from './use-known.ts';

/** What a project without documents shows instead of a list. */
function NoDocuments() {
  return (
    <div className={styles.empty}>
      <p>
        Drop files here or press <CommandKeys id="file.importFiles" />
      </p>
    </div>
  );
}

interface ChosenBarProps {
  readonly count: number;
  readonly onCode: () => void;
  readonly onMark: (status: DocumentStatus) => void;
  readonly onClear: () => void;
}

/** What can be done with several documents at once. */
function ChosenBar({ count, onCode, onMark, onClear }: ChosenBarProps) {
  return (
    <div className={styles.chosen} role="toolbar" aria-label="The chosen documents">
      <span className={styles.count}>{counted(count, 'chosen', 'chosen')}</span>
      <Button look="quiet" onPress={onCode}>
        Code as …
      </Button>
      {DOCUMENT_STATUSES.map((status) => (
        <IconButton
          key={status}
          label={`Mark: ${STATUS_WORDS[status].label.toLowerCase()}`}
          icon={STATUS_WORDS[status].sign}
          small
          onPress={() => onMark(status)}
        />
      ))}
      <IconButton label="Choose none" icon={<X />} small onPress={onClear} />
    </div>
  );
}

/** The project's documents: filter, sort, open, edit, delete. */
export function DocumentsPane() {
  const workspace = useWorkspace();
  const keysOf = useKeysOf();
  const session = useSession();
  const { state, layout, attempt } = workspace;
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

  const known = useKnown();
  const [wanted, setWanted] = useState(NO_FILTER);
  const [filtering, setFiltering] = useState(false);
  const [checked, setChecked] = useState<ReadonlySet<Id>>(new Set());
  const shown = useMemo(
    () => sortDocuments(filterDocuments(documents, filter, wanted, known), sort, descending, known),
    [documents, filter, wanted, known, sort, descending],
  );
  const chosen = shown.filter(({ id }) => checked.has(id));
  const statusNow = (document: ListedDocument) =>
    known.me === null ? 'not-started' : statusOf(document, known.me);
  /** what a choice of the menu is done to: all that are chosen, where the document is one of them */
  const together = (document: ListedDocument) =>
    checked.has(document.id) && chosen.length > 0 ? chosen : [document];
  const mark = (some: readonly ListedDocument[], status: DocumentStatus) => {
    const { me } = known;
    const ids = some.map(({ id }) => id);
    if (me !== null) void attempt(() => setStatus(workspace, ids, status, me));
  };
  const code = (some: readonly ListedDocument[]) =>
    state.patch({ dialog: { kind: 'code-documents', documentIds: some.map(({ id }) => id) } });
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
        <IconButton
          label="Filter by progress, code and field"
          icon={<ListFilter />}
          small
          pressed={filtering}
          onPress={() => setFiltering(!filtering)}
        />
        <IconButton
          label="Import files"
          keys={keysOf('file.importFiles')}
          icon={<FileInput />}
          small
          onPress={importFiles}
        />
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
          {filtering && (
            <DocumentFilterBar
              filter={wanted}
              known={known}
              onChange={setWanted}
              onClose={() => setFiltering(false)}
            />
          )}
          {chosen.length > 0 && (
            <ChosenBar
              count={chosen.length}
              onCode={() => code(chosen)}
              onMark={(status) => mark(chosen, status)}
              onClear={() => setChecked(new Set())}
            />
          )}
          {shown.length > 0 ? (
            <VirtualList
              ref={list}
              label="Documents"
              items={shown}
              keyOf={({ id }) => id}
              rowHeight={42}
              renderRow={(document) => (
                <DocumentRow
                  document={document}
                  status={statusNow(document)}
                  checked={checked.has(document.id)}
                />
              )}
              checks={{
                isChecked: ({ id }) => checked.has(id),
                onToggle: ({ id }) =>
                  setChecked(
                    new Set(checked.has(id) ? [...checked].filter((each) => each !== id) : [...checked, id]),
                  ),
              }}
              selectedKey={documentId}
              onPress={(document) => void bringDocument(workspace, document.id)}
              onChoose={(document) => void attempt(() => openWhenAtHand(workspace, document.id))}
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
              <p className={styles.nothing}>
                {filter.trim() === ''
                  ? 'No document answers to these filters.'
                  : `No document ${wanted === NO_FILTER ? 'has' : 'of these has'} “${filter}” in its title, author or source.`}
              </p>
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
              id: 'code',
              label: 'Code as …',
              icon: <Tag />,
              divides: true,
              run: () => code(together(menu.document)),
            },
            ...DOCUMENT_STATUSES.map((status) => ({
              id: status,
              label: `Mark: ${STATUS_WORDS[status].label.toLowerCase()}`,
              icon: STATUS_WORDS[status].sign,
              run: () => mark(together(menu.document), status),
            })),
            ...textChoices(workspace, menu.document.id),
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
