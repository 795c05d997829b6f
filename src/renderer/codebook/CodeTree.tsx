import { memo, useState } from 'react';
import { Collection, Tree } from 'react-aria-components';
import type { CountedCode } from '../../core/codebook/code.ts';
import { classNames } from '../controls/class-names.ts';
import { useObservable } from '../session/observable.ts';
import { useWorkspace } from '../session/session-context.ts';
import { CodeRow } from './CodeRow.tsx';
import styles from './CodeTree.module.css';
import { type CodeTreeItem, codeIdOfRow, useCodeTree } from './code-tree.ts';
import type { CodeActions } from './use-code-actions.ts';
import { useCodeDrag } from './use-code-drag.ts';
import { useCollapsed } from './use-collapsed.ts';

interface CodeTreeProps {
  readonly codes: readonly CountedCode[];
  readonly actions: CodeActions;
  readonly onMenu: (code: CountedCode, row: Element) => void;
}

/**
 * The tree itself. Drawn anew only when the codebook, what is open in it, or what is chosen changes: not for a tag, whose
 * count each row looks up by itself.
 */
export const CodeTree = memo(function CodeTree({ codes, actions, onMenu }: CodeTreeProps) {
  const { state } = useWorkspace();
  const chosen = useObservable(state, (value) => value.codeId);
  const { forest, items } = useCodeTree(codes);
  const { expanded, setExpanded } = useCollapsed(items);
  const dragAndDropHooks = useCodeDrag(codes, actions);
  // Of a code with several places the one that was pressed is the chosen one.
  const [pressed, setPressed] = useState('');
  const chosenRow = items.get(pressed)?.code.id === chosen ? pressed : chosen;
  const renderNode = (node: CodeTreeItem) => (
    <CodeRow node={node} actions={actions} onMenu={onMenu}>
      <Collection items={node.children}>{renderNode}</Collection>
    </CodeRow>
  );
  return (
    <Tree
      aria-label="Codes"
      className={classNames(styles.tree)}
      items={forest}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={chosenRow === null ? [] : [chosenRow]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        setPressed(key === undefined ? '' : String(key));
        state.patch({ codeId: key === undefined ? null : codeIdOfRow(String(key)) });
      }}
      onAction={(key) => actions.apply(codeIdOfRow(String(key)))}
      expandedKeys={expanded}
      onExpandedChange={setExpanded}
      dragAndDropHooks={dragAndDropHooks}
    >
      {renderNode}
    </Tree>
  );
});
