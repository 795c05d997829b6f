import { Plus } from 'lucide-react';
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import type { CountedCode } from '../../core/codebook/code.ts';
import type { Id } from '../../core/ids.ts';
import { useKeysOf } from '../commands/registry.ts';
import { IconButton } from '../controls/buttons.tsx';
import { ContextMenu, type MenuPlace } from '../controls/ContextMenu.tsx';
import { SidePaneHeader } from '../layout/SidePaneHeader.tsx';
import { usePaneFocus } from '../layout/use-pane-focus.ts';
import { useObservable } from '../session/observable.ts';
import { useCodebook } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { isMenuKey } from '../typing/menu-key.ts';
import { AddCodeField } from './AddCodeField.tsx';
import styles from './CodebookPane.module.css';
import { CodeTree } from './CodeTree.tsx';
import { codeMenu } from './code-menu.tsx';
import { codeIdOfRow } from './code-tree.ts';
import { RenameCodeField } from './RenameCodeField.tsx';
import type { KeyMove } from './tree-moves.ts';
import { useCodeActions } from './use-code-actions.ts';

const MOVES: Readonly<Record<string, KeyMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};

/** The codebook as a tree: choose, tag, make, rename, move, delete. */
export function CodebookPane() {
  const { state } = useWorkspace();
  const keysOf = useKeysOf();
  const codes = useCodebook();
  const hasPassage = useObservable(state, (value) => value.selection !== null || value.annotationId !== null);
  const actions = useCodeActions(codes);
  const [menu, setMenu] = useState<{ readonly code: CountedCode; readonly at: MenuPlace } | null>(null);
  const [renaming, setRenaming] = useState<Id | null>(null);
  const pane = useRef<HTMLElement>(null);
  const focusTree = useCallback(() => {
    const [tree, field] = ['[role=treegrid]', 'input'].map((part) =>
      pane.current?.querySelector<HTMLElement>(part),
    );
    (tree ?? field)?.focus();
  }, []);
  usePaneFocus('codebook', focusTree);

  function rowOf(target: EventTarget): { readonly code: CountedCode; readonly row: Element } | null {
    const row = target instanceof Element ? target.closest('[data-key]') : null;
    const codeId = codeIdOfRow(row?.getAttribute('data-key') ?? '');
    const code = codes.find(({ id }) => id === codeId);
    return row && code ? { code, row } : null;
  }

  const openMenu = useCallback((code: CountedCode, row: Element): void => {
    const box = row.getBoundingClientRect();
    setMenu({ code, at: { x: box.left + 24, y: box.bottom } });
  }, []);

  function onKeyDownCapture(event: KeyboardEvent): void {
    const found = rowOf(event.target);
    if (!found) return;
    const { code, row } = found;
    const move = MOVES[event.key];
    if (event.altKey && !event.ctrlKey && move) actions.moveByKey(code.id, move);
    else if (event.key === 'F2') setRenaming(code.id);
    else if (event.key === 'Delete') actions.remove(code.id);
    else if (isMenuKey(event)) openMenu(code, row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <section
      ref={pane}
      className={styles.pane}
      data-pane="codebook"
      data-passage={hasPassage || undefined}
      aria-label="Codebook"
    >
      <SidePaneHeader pane="codebook" count={codes.length}>
        <IconButton
          label="New code"
          keys={keysOf('code.new')}
          icon={<Plus />}
          small
          onPress={() => state.patch({ dialog: { kind: 'code', codeId: null, parentId: null } })}
        />
      </SidePaneHeader>
      <AddCodeField codes={codes} />
      {codes.length === 0 ? (
        <p className={styles.empty}>
          Codes name what you mark: an actor, a claim, a quotation. Type a name above, and give it a key to
          tag with.
        </p>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys and menus of the rows, which are in the tree
        <div
          className={styles.scroller}
          onKeyDownCapture={onKeyDownCapture}
          onContextMenu={(event) => {
            const found = rowOf(event.target);
            if (!found) return;
            event.preventDefault();
            setMenu({ code: found.code, at: { x: event.clientX, y: event.clientY } });
          }}
        >
          <CodeTree codes={codes} actions={actions} onMenu={openMenu} />
        </div>
      )}
      {renaming !== null && (
        <RenameCodeField
          codes={codes}
          codeId={renaming}
          pane={pane}
          onDone={() => {
            setRenaming(null);
            focusTree();
          }}
        />
      )}
      {menu && (
        <ContextMenu
          label={menu.code.name}
          at={menu.at}
          onClose={() => setMenu(null)}
          choices={codeMenu(
            menu.code,
            actions,
            hasPassage,
            () => setRenaming(menu.code.id),
            codes.filter(({ id }) => menu.code.otherParentIds.includes(id)),
          )}
        />
      )}
    </section>
  );
}
